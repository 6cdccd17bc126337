/** What one parameter set says of a parameter. */
export interface ParameterUse {
  /** Undefined where it stands for all sets. */
  set: string | undefined;
  isMandatory: boolean;
  position: number | undefined;
  fromPipeline: boolean;
  byPropertyName: boolean;
}

export interface FunctionParameter {
  name: string;
  /** Full name, as the script has it. */
  type: string;
  aliases: string[];
  defaultValue: string | undefined;
  /** The values that are allowed, where there is a list of them. */
  values: string[];
  uses: ParameterUse[];
}

export interface FunctionParameters {
  /** In the order of the script. */
  parameters: FunctionParameter[];
  /** Its parameter sets, the default one first; one without a name where there are none. */
  sets: (string | undefined)[];
}

const everywhere = {
  set: undefined,
  isMandatory: false,
  position: undefined,
  fromPipeline: false,
  byPropertyName: false,
};

/**
 * The parameters of a function of module/public. Its file has one attribute, type or name a line, which is as much of
 * PowerShell's grammar as this reads; the tests compare the outcome with what the engine says.
 */
export function readParameters(script: string): FunctionParameters {
  const [, block = ''] = /^ {4}param\(\n(.*?)^ {4}\)$/ms.exec(script) ?? [];
  const parameters = block
    .split(/^\s*\$(\w+(?: = .+?)?),?$/m)
    .flatMap((part, index, all) => (index % 2 === 1 ? [readParameter(all[index - 1] ?? '', part)] : []));
  if (script.includes('SupportsShouldProcess')) {
    parameters.push(riskSwitch('WhatIf', 'wi'), riskSwitch('Confirm', 'cf'));
  }
  const named = parameters.flatMap(({ uses }) => uses.flatMap(({ set }) => set ?? []));
  const [, first] = /DefaultParameterSetName = '(\w+)'/.exec(script) ?? [];
  const sets = [...new Set([...(first === undefined ? [] : [first]), ...named])];
  return { parameters, sets: sets.length === 0 ? [undefined] : sets };
}

function readParameter(attributes: string, declaration: string): FunctionParameter {
  const [name = '', defaultValue] = declaration.split(' = ');
  const [, type = 'System.Object'] = /^\s*\[([\w.]+(?:\[\])?)\]$/m.exec(attributes) ?? [];
  return {
    name,
    type,
    aliases: quoted(/\[Alias\((.*)\)\]/.exec(attributes)?.[1]),
    defaultValue: defaultValue?.replaceAll("'", ''),
    values: quoted(/\[ValidateSet\((.*)\)\]/.exec(attributes)?.[1]),
    uses: Array.from(attributes.matchAll(/\[Parameter\((.*)\)\]/g), ([, text = '']) => readUse(text)),
  };
}

function readUse(text: string): ParameterUse {
  const position = /Position = (\d+)/.exec(text)?.[1];
  return {
    set: /ParameterSetName = '(\w+)'/.exec(text)?.[1],
    isMandatory: /\bMandatory\b/.test(text),
    position: position === undefined ? undefined : Number(position),
    fromPipeline: /\bValueFromPipeline\b/.test(text),
    byPropertyName: /\bValueFromPipelineByPropertyName\b/.test(text),
  };
}

function riskSwitch(name: string, alias: string): FunctionParameter {
  return {
    name,
    type: 'System.Management.Automation.SwitchParameter',
    aliases: [alias],
    defaultValue: undefined,
    values: [],
    uses: [everywhere],
  };
}

function quoted(list = ''): string[] {
  return Array.from(list.matchAll(/'([^']*)'/g), ([, text = '']) => text);
}
