/** A parameter's metadata in one or more parameter sets. The keys and values are those of platyPS. */
export interface ParameterFacts {
  /** The full name of the type. */
  Type: string;
  /** The names of the parameter sets, separated by commas, or `(All)`. */
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
  /** One element per group of parameter sets with the same metadata. */
  facts: [ParameterFacts, ...ParameterFacts[]];
}

/**
 * Returns the parameters of a set in the order of the set's syntax: first by position, then the named parameters in the
 * order of their declaration.
 */
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

/** Returns the type name without its namespace. */
export function shortType({ Type }: ParameterFacts): string {
  return Type.slice(Type.lastIndexOf('.') + 1);
}
