/** What a page says of a parameter in one or more parameter sets. Names and values are those of platyPS's pages. */
export interface ParameterFacts {
  /** Full name. */
  Type: string;
  /** Names with commas between them, or `(All)`. */
  'Parameter Sets': string;
  Aliases: string;
  'Accepted values'?: string;
  Required: string;
  Position: string;
  'Default value': string;
  'Accept pipeline input': string;
  'Accept wildcard characters': string;
}

export interface Parameter {
  name: string;
  /** One where all of its parameter sets say the same. */
  facts: [ParameterFacts, ...ParameterFacts[]];
}

/** The parameters of a set in the order of a call: those with a position first. */
export function parametersIn(set: string, parameters: readonly Parameter[]): [string, ParameterFacts][] {
  return parameters
    .flatMap(({ name, facts }) => facts.map((one): [string, ParameterFacts] => [name, one]))
    .filter(([, { 'Parameter Sets': sets }]) => sets === '(All)' || sets.split(', ').includes(set))
    .sort(([, one], [, other]) => place(one) - place(other));
}

function place({ Position }: ParameterFacts): number {
  return Position === 'Named' ? Number.MAX_SAFE_INTEGER : Number(Position);
}

export function isSwitch({ Type }: ParameterFacts): boolean {
  return Type === 'System.Management.Automation.SwitchParameter';
}

/** The type without its namespace, as a syntax shows it. */
export function shortType({ Type }: ParameterFacts): string {
  return Type.slice(Type.lastIndexOf('.') + 1);
}
