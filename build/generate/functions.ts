import type { Description, Kind, Model, Operation, Property } from './description.ts';
import { generatedNotice } from './notice.ts';

/** The parameter types of properties that hold no models, by the names that PowerShell finds at once. */
const scalarTypes: Readonly<Partial<Record<Kind, string>>> = {
  Text: 'string',
  Single: 'single',
  Int64: 'long',
  Boolean: 'switch',
  DateTime: 'datetime',
};

const responseHeadersVariable = parameter(
  'ResponseHeadersVariable',
  "The name of a variable that gets the answer's headers.",
  ['Parameter()', "Alias('RHV')", 'string'],
);

/** Every command has these behind its own. */
const requestParameters = [
  parameter('Break', 'Waits until a .NET debugger is attached.', ['Parameter(DontShow)', 'switch']),
  parameter('Headers', 'HTTP headers for the request.', [
    'Parameter(ValueFromPipeline)',
    'System.Collections.IDictionary',
  ]),
  parameter('HttpPipelineAppend', 'HTTP steps behind those of HttpPipelinePrepend.', [
    'Parameter(DontShow)',
    'ValidateNotNull()',
    'PartnerSecurityScore.SendAsyncStep[]',
  ]),
  parameter('HttpPipelinePrepend', 'HTTP steps around all others.', [
    'Parameter(DontShow)',
    'ValidateNotNull()',
    'PartnerSecurityScore.SendAsyncStep[]',
  ]),
  parameter('Proxy', 'The proxy for the request.', [
    'Parameter(DontShow)',
    'uri',
    'PartnerSecurityScore.ProxyTransformation()',
  ]),
  parameter('ProxyCredential', 'The user and password for the proxy.', [
    'Parameter(DontShow)',
    'ValidateNotNull()',
    'pscredential',
    'System.Management.Automation.Credential()',
  ]),
  parameter('ProxyUseDefaultCredentials', 'Signs in to the proxy as the current user.', [
    'Parameter(DontShow)',
    'switch',
  ]),
];

/** The body is the same in every command: what a command does is the business of GraphCommand.cs. */
const body = (command: string) => `\
    begin {
        $graph = [PartnerSecurityScore.GraphCommand]::Begin($PSCmdlet, $ExecutionContext.SessionState, '${command}')
    }

    process {
        # A statement of a user's step that fails ends the step within a try block only. Elsewhere the next one would run,
        # and send the request.
        try {
            $graph.Send()
        }
        catch {
            throw
        }
        # What Read returns is written here and not by a method, whose exception would not stop the pipeline where the next
        # command fails.
        $graph.Read()
        if ($graph.IsStopped) {
            Stop-PartnerSecurityScorePipeline
        }
        $graph.Complete()
    }

    end {
        $graph.End()
    }`;

/** @returns The commands' files by their names in module/public. */
export function functions({ operations }: Description): Map<string, string> {
  return new Map(operations.map((operation) => [`${operation.command}.ps1`, functionOf(operation)]));
}

function functionOf({ command, set, model }: Operation): string {
  const expanded = `${set}Expanded`;
  const parameters = [
    bodyParameter(model, set),
    responseHeadersVariable,
    ...propertyParameters(model, expanded),
    ...requestParameters,
  ];
  return `\
# ${generatedNotice}
function ${command} {
    # .EXTERNALHELP PartnerSecurityScore-help.xml
    [OutputType([PartnerSecurityScore.I${model.className}])]
    [CmdletBinding(DefaultParameterSetName = '${expanded}', PositionalBinding = $false, SupportsShouldProcess, ConfirmImpact = 'Medium')]
    param(
${parameters.join(',\n\n')}
    )

${body(command)}
}
`;
}

function bodyParameter(model: Model, set: string): string {
  return parameter('BodyParameter', 'The whole body: a model, hashtable, pscustomobject or JSON text.', [
    `Parameter(ParameterSetName = '${set}', Mandatory, ValueFromPipeline)`,
    `PartnerSecurityScore.I${model.className}`,
    `PartnerSecurityScore.BodyTransformation('${model.className}')`,
  ]);
}

/** A parameter for each property of the body and one for those that it does not declare, by their names. */
function propertyParameters(model: Model, set: string): string[] {
  const inSet = `Parameter(ParameterSetName = '${set}')`;
  const additional = parameter('AdditionalProperties', 'Properties of the body that have no parameter.', [
    inSet,
    'hashtable',
  ]);
  const declared = model.properties.map((property) => {
    const isArray = property.kind === 'ModelArray';
    const type =
      scalarTypes[property.kind] ??
      `PartnerSecurityScore.I${property.model?.className}${isArray ? '[]' : ''}`;
    return [
      property.name,
      parameter(property.name, property.description, [
        inSet,
        ...(isArray ? ['AllowEmptyCollection()'] : []),
        type,
        `PartnerSecurityScore.PropertyTransformation('${model.className}', '${property.name}')`,
        ...(hasKnownValues(property)
          ? ['ArgumentCompleter([PartnerSecurityScore.KnownValueCompleter])']
          : []),
      ]),
    ] as const;
  });
  return [['AdditionalProperties', additional] as const, ...declared]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([, text]) => text);
}

function hasKnownValues({ values, model }: Property): boolean {
  return values.length > 0 || (model?.properties.some(hasKnownValues) ?? false);
}

function parameter(name: string, description: string, attributes: readonly string[]): string {
  return [`# ${description}`, ...attributes.map((attribute) => `[${attribute}]`), `$${name}`]
    .map((line) => `        ${line}`)
    .join('\n');
}
