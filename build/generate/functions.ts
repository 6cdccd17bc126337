import type { Description, Operation } from './description.ts';
import { generatedNotice } from './notice.ts';
import { type Parameter, parametersOf } from './parameters.ts';

/** The names and aliases of the engine's common parameters. */
const commonParameters = [
  ...['Verbose', 'Debug', 'ErrorAction', 'WarningAction', 'InformationAction', 'ProgressAction'],
  ...[
    'ErrorVariable',
    'WarningVariable',
    'InformationVariable',
    'OutVariable',
    'OutBuffer',
    'PipelineVariable',
  ],
  ...['vb', 'db', 'ea', 'wa', 'infa', 'proga', 'ev', 'wv', 'iv', 'ov', 'ob', 'pv'],
];

/** The names and aliases of the parameters that SupportsShouldProcess adds. */
const confirmParameters = ['WhatIf', 'Confirm', 'wi', 'cf'];

/** Returns the body of a function. All commands share it; GraphCommand.cs implements their behaviour. */
const body = (command: string) => `\
    begin {
        $graph = [PartnerSecurityScore.GraphCommand]::Begin($PSCmdlet, $ExecutionContext.SessionState, '${command}')
    }

    process {
        # A failed statement in a user's step stops the step only if a try block surrounds this call. Without one, the
        # step would continue and send the request.
        try {
            $graph.Send()
        }
        catch {
            throw
        }
        # The function writes the output. If a method wrote it and the next command failed, the exception of the method
        # would not stop the pipeline.
        $graph.Read()
        if ($graph.IsStopped) {
            Stop-PartnerSecurityScorePipeline
        }
        $graph.Complete()
    }

    end {
        $graph.End()
    }`;

/** @returns The files of the commands, keyed by their names in module/public. */
export function functions({ operations }: Description): Map<string, string> {
  const commands = new Set(operations.map(({ command }) => command));
  return new Map(
    [...commands].map((command) => [
      `${command}.ps1`,
      functionOf(
        command,
        operations.filter((each) => each.command === command),
      ),
    ]),
  );
}

function functionOf(command: string, operations: readonly Operation[]): string {
  const sets = operations.flatMap((operation) => operation.sets.map(({ name }) => name));
  const hasBody = operations.some((operation) => operation.body !== undefined);
  const parameters = parametersOf(operations);
  requireFreeNames(
    command,
    parameters,
    hasBody ? [...commonParameters, ...confirmParameters] : commonParameters,
  );
  const binding = [
    `DefaultParameterSetName = '${sets[0]}'`,
    'PositionalBinding = $false',
    ...(hasBody ? ['SupportsShouldProcess', "ConfirmImpact = 'Medium'"] : []),
  ];
  const outputs = new Set(operations.map(({ model }) => `[PartnerSecurityScore.I${model.className}]`));
  return `\
# ${generatedNotice}
function ${command} {
    # .EXTERNALHELP PartnerSecurityScore-help.xml
    [OutputType(${[...outputs].join(', ')})]
    [CmdletBinding(${binding.join(', ')})]
    param(
${parameters.map((each) => textOf(each, sets.length)).join(',\n\n')}
    )

${body(command)}
}
`;
}

/** @throws Two parameters have the same name or alias, or a parameter conflicts with one of the engine's. */
function requireFreeNames(
  command: string,
  parameters: readonly Parameter[],
  others: readonly string[],
): void {
  const taken = new Set(others.map((name) => name.toLowerCase()));
  for (const name of parameters.flatMap((each) => [each.name, ...(each.aliases ?? [])])) {
    if (taken.has(name.toLowerCase())) {
      throw new Error(
        `${command} can't use the name or alias ${name}: another parameter or PowerShell already uses it.`,
      );
    }
    taken.add(name.toLowerCase());
  }
}

/** @param setCount The number of parameter sets of the command. */
function textOf(
  { name, description, sets, flags = [], aliases = [], attributes }: Parameter,
  setCount: number,
): string {
  const places =
    sets === undefined || sets.length === setCount
      ? [flags]
      : // PowerShell reads attributes from last to first, and lists the sets in the order in which it reads them.
        sets.map((set) => [`ParameterSetName = '${set}'`, ...flags]).reverse();
  return [
    `# ${description}`,
    ...places.map((each) => `[Parameter(${each.join(', ')})]`),
    ...aliases.map((alias) => `[Alias('${alias}')]`),
    ...attributes.map((attribute) => `[${attribute}]`),
    `$${name}`,
  ]
    .map((line) => `        ${line}`)
    .join('\n');
}
