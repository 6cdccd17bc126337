import type { Kind, Model, Operation, Option, ParameterSet, Property } from './description.ts';

export interface Parameter {
  readonly name: string;
  readonly description: string;
  /** The parameter sets; undefined for all sets. */
  readonly sets?: readonly string[];
  /** The arguments of the Parameter attributes, other than the set. */
  readonly flags?: readonly string[];
  readonly aliases?: readonly string[];
  /** The other attributes in their order, including the type. */
  readonly attributes: readonly string[];
}

/** The parameter types of properties that do not contain models. PowerShell resolves these names fastest. */
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
  description: 'The name of the variable that receives the response headers.',
  aliases: ['RHV'],
  attributes: ['string'],
};

/** The parameters that every command has after its own parameters. */
const requestParameters: readonly Parameter[] = [
  {
    name: 'Break',
    description: 'Waits for a .NET debugger to attach.',
    flags: ['DontShow'],
    attributes: ['switch'],
  },
  {
    name: 'Headers',
    description: 'The additional HTTP headers for the request.',
    flags: ['ValueFromPipeline'],
    attributes: ['System.Collections.IDictionary'],
  },
  {
    name: 'HttpPipelineAppend',
    description: 'The HTTP pipeline steps that run after the steps in HttpPipelinePrepend.',
    flags: ['DontShow'],
    attributes: ['ValidateNotNull()', 'PartnerSecurityScore.SendAsyncStep[]'],
  },
  {
    name: 'HttpPipelinePrepend',
    description: 'The HTTP pipeline steps that run before all other steps.',
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

/** The parameters that every list command has after all other parameters. */
const pagingParameters: readonly Parameter[] = [
  {
    name: 'PageSize',
    description: 'The maximum number of objects per page.',
    attributes: optionAttributes.Int32,
  },
  { name: 'All', description: 'Reads all pages.', attributes: ['switch'] },
  {
    name: 'CountVariable',
    description: 'The name of the variable that receives the total number of objects.',
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

/** Returns a parameter for the value of the path's variable part, if any, and one for an object that contains the value. */
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
      description:
        'The object that contains the identifier: an identity, a model, a hashtable, a pscustomobject or JSON text.',
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
          description: 'The complete request body: a model, a hashtable, a pscustomobject or JSON text.',
          sets: namesOf(sets.filter(({ isExpanded }) => !isExpanded)),
          flags: ['Mandatory', 'ValueFromPipeline'],
          attributes: [
            `PartnerSecurityScore.I${body.className}`,
            `PartnerSecurityScore.BodyTransformation('${body.className}')`,
          ],
        },
      ];
}

/** Returns the parameters for the query options. Operations with the same option share its parameter. */
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

/** Returns a parameter for each property of the body and one for undeclared properties, sorted by name. */
function propertyParameters({ body, sets }: Operation): Parameter[] {
  if (body === undefined) {
    return [];
  }
  const expanded = namesOf(sets.filter(({ isExpanded }) => isExpanded));
  return [
    {
      name: 'AdditionalProperties',
      description: 'The body properties that do not have their own parameters.',
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

/**
 * Returns the type of a parameter. For a model without declared properties, it is a hashtable, as in the original.
 * `PropertySchema.IsTable` applies the same rule in C#.
 */
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
