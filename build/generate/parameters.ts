import type { Kind, Model, Operation, Option, ParameterSet, Property } from './description.ts';

/** A parameter of a command. */
export interface Parameter {
  readonly name: string;
  readonly description: string;
  /** All sets if there is none. */
  readonly sets?: readonly string[];
  /** Arguments of its Parameter attributes, beside the set. */
  readonly flags?: readonly string[];
  readonly aliases?: readonly string[];
  /** The parameter's attributes in their order, with the type among them. */
  readonly attributes: readonly string[];
}

/** The parameter types of properties that hold no models, by the names that PowerShell finds at once. */
const scalarTypes: Readonly<Partial<Record<Kind, string>>> = {
  Text: 'string',
  Single: 'single',
  Int64: 'long',
  Boolean: 'switch',
  DateTime: 'datetime',
};

const optionAttributes: Readonly<Record<Option['kind'], readonly string[]>> = {
  Text: ['string'],
  Texts: ['AllowEmptyCollection()', 'string[]'],
  Int32: ['int', 'PartnerSecurityScore.OptionTransformation()'],
};

const responseHeadersVariable: Parameter = {
  name: 'ResponseHeadersVariable',
  description: 'The name of a variable that receives the response headers.',
  aliases: ['RHV'],
  attributes: ['string'],
};

/** Every command has these parameters after its own. */
const requestParameters: readonly Parameter[] = [
  {
    name: 'Break',
    description: 'Waits until a .NET debugger is attached.',
    flags: ['DontShow'],
    attributes: ['switch'],
  },
  {
    name: 'Headers',
    description: 'HTTP headers for the request.',
    flags: ['ValueFromPipeline'],
    attributes: ['System.Collections.IDictionary'],
  },
  {
    name: 'HttpPipelineAppend',
    description: 'HTTP pipeline steps that run after those of HttpPipelinePrepend.',
    flags: ['DontShow'],
    attributes: ['ValidateNotNull()', 'PartnerSecurityScore.SendAsyncStep[]'],
  },
  {
    name: 'HttpPipelinePrepend',
    description: 'HTTP pipeline steps that run before all others.',
    flags: ['DontShow'],
    attributes: ['ValidateNotNull()', 'PartnerSecurityScore.SendAsyncStep[]'],
  },
  {
    name: 'Proxy',
    description: 'The proxy for the request.',
    flags: ['DontShow'],
    attributes: ['uri', 'PartnerSecurityScore.ProxyTransformation()'],
  },
  {
    name: 'ProxyCredential',
    description: 'The user name and password for the proxy.',
    flags: ['DontShow'],
    attributes: ['ValidateNotNull()', 'pscredential', 'System.Management.Automation.Credential()'],
  },
  {
    name: 'ProxyUseDefaultCredentials',
    description: 'Authenticates the current user to the proxy.',
    flags: ['DontShow'],
    attributes: ['switch'],
  },
];

/** Every list command has these parameters after all others. */
const pagingParameters: readonly Parameter[] = [
  {
    name: 'PageSize',
    description: 'The maximum number of objects on a page.',
    attributes: optionAttributes.Int32,
  },
  { name: 'All', description: 'Reads all pages.', attributes: ['switch'] },
  {
    name: 'CountVariable',
    description: 'The name of a variable that receives the number of all objects.',
    aliases: ['CV'],
    attributes: ['string'],
  },
];

/** @returns The parameters of a command that calls these operations, in the original's order. */
export function parametersOf(operations: readonly Operation[]): Parameter[] {
  const lists = operations.filter(({ isList }) => isList).flatMap(({ sets }) => namesOf(sets));
  return [
    ...operations.flatMap(keyParameters),
    ...operations.flatMap(bodyParameters),
    ...optionParameters(operations),
    responseHeadersVariable,
    ...operations.flatMap(propertyParameters),
    ...requestParameters,
    ...(lists.length === 0 ? [] : pagingParameters.map((each) => ({ ...each, sets: lists }))),
  ];
}

/** A parameter for the variable part of the path, and one for an object that contains it. */
function keyParameters({ command, key, sets }: Operation): Parameter[] {
  if (key === undefined) {
    return [];
  }
  const viaIdentity = namesOf(sets.filter(({ isViaIdentity }) => isViaIdentity));
  return [
    {
      name: key.name,
      description: key.description,
      sets: namesOf(sets.filter(({ isViaIdentity }) => !isViaIdentity)),
      flags: ['Mandatory'],
      attributes: ['string'],
    },
    {
      name: 'InputObject',
      description: 'The object that contains the id: an identity, a model, a hashtable or a pscustomobject.',
      sets: viaIdentity,
      flags: ['Mandatory', 'ValueFromPipeline'],
      attributes: [
        'PartnerSecurityScore.ISecurityIdentity',
        `PartnerSecurityScore.IdentityTransformation('${command}', '${viaIdentity[0]}')`,
      ],
    },
  ];
}

function bodyParameters({ body, sets }: Operation): Parameter[] {
  return body === undefined
    ? []
    : [
        {
          name: 'BodyParameter',
          description: 'The whole body: a model, hashtable, pscustomobject or JSON text.',
          sets: namesOf(sets.filter(({ isExpanded }) => !isExpanded)),
          flags: ['Mandatory', 'ValueFromPipeline'],
          attributes: [
            `PartnerSecurityScore.I${body.className}`,
            `PartnerSecurityScore.BodyTransformation('${body.className}')`,
          ],
        },
      ];
}

/** Those of all operations; what several have is one parameter. */
function optionParameters(operations: readonly Operation[]): Parameter[] {
  const options = new Map(operations.flatMap(({ options }) => options.map((each) => [each.name, each])));
  return [...options.values()].map(({ name, aliases, kind, description }) => ({
    name,
    description,
    sets: operations
      .filter((operation) => operation.options.some((each) => each.name === name))
      .flatMap(({ sets }) => namesOf(sets)),
    aliases,
    attributes: optionAttributes[kind],
  }));
}

/** One for each property of the body and one for those that it does not declare, by their names. */
function propertyParameters({ body, sets }: Operation): Parameter[] {
  if (body === undefined) {
    return [];
  }
  const expanded = namesOf(sets.filter(({ isExpanded }) => isExpanded));
  return [
    {
      name: 'AdditionalProperties',
      description: 'Properties of the body that have no parameter.',
      sets: expanded,
      attributes: ['hashtable'],
    },
    ...body.properties.map((property) => ({
      name: property.name,
      description: property.description,
      sets: expanded,
      attributes: propertyAttributes(body, property),
    })),
  ].sort(({ name: one }, { name: other }) => (one < other ? -1 : 1));
}

function propertyAttributes(body: Model, property: Property): string[] {
  const isArray = property.kind === 'ModelArray';
  return [
    ...(isArray ? ['AllowEmptyCollection()'] : []),
    propertyType(property),
    `PartnerSecurityScore.PropertyTransformation('${body.className}', '${property.name}')`,
    ...(hasKnownValues(property) ? ['ArgumentCompleter([PartnerSecurityScore.KnownValueCompleter])'] : []),
  ];
}

/** A model that declares nothing is a hashtable, as in the original (PropertySchema.IsTable). */
function propertyType({ kind, model }: Property): string {
  const type = scalarTypes[kind] ?? `PartnerSecurityScore.I${model?.className}`;
  return kind === 'ModelArray'
    ? `${type}[]`
    : kind === 'Model' && model?.properties.length === 0
      ? 'hashtable'
      : type;
}

function hasKnownValues({ values, model }: Property): boolean {
  return values.length > 0 || (model?.properties.some(hasKnownValues) ?? false);
}

function namesOf(sets: readonly ParameterSet[]): string[] {
  return sets.map(({ name }) => name);
}
