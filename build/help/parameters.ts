/** What one parameter set says of a parameter. */
export interface ParameterUse {
  /** Undefined where it stands for all sets. */
  set: string | undefined;
  isMandatory: boolean;
  position: number | undefined;
  fromPipeline: boolean;
  byPropertyName: boolean;
}

export interface Parameter {
  name: string;
  /** Full name, or the last part of it. */
  type: string;
  aliases: string[];
  defaultValue: string | undefined;
  /** The values that are allowed, where there is a list of them. */
  values: string[];
  uses: ParameterUse[];
}

/** A command as its source declares it. */
export interface Command {
  /** In the order of the source. */
  parameters: Parameter[];
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

/** A command with these parameters, and with those that the engine adds. */
export function command(declared: Parameter[], source: string, defaultSet: string | undefined): Command {
  const risk = source.includes('SupportsShouldProcess')
    ? [riskSwitch('WhatIf', 'wi'), riskSwitch('Confirm', 'cf')]
    : [];
  const parameters = [...declared, ...risk];
  const named = parameters.flatMap(({ uses }) => uses.flatMap(({ set }) => set ?? []));
  const sets = [...new Set([...(defaultSet === undefined ? [] : [defaultSet]), ...named])];
  return { parameters, sets: sets.length === 0 ? [undefined] : sets };
}

function riskSwitch(name: string, alias: string): Parameter {
  return {
    name,
    type: 'System.Management.Automation.SwitchParameter',
    aliases: [alias],
    defaultValue: undefined,
    values: [],
    uses: [everywhere],
  };
}

/** The texts in quotation marks, of either kind. */
export function quoted(list = ''): string[] {
  return Array.from(list.matchAll(/(['"])(.*?)\1/g), ([, , text = '']) => text);
}
