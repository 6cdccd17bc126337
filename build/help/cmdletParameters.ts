import { type Command, command, type Parameter, type ParameterUse, quoted } from './parameters.ts';

/** .NET's names of the types that C# has words for. */
const keywords: Readonly<Record<string, string>> = {
  bool: 'Boolean',
  double: 'Double',
  int: 'Int32',
  string: 'String',
};

/**
 * A cmdlet of dotnet/PartnerSecurityScore/Commands. Its file has one attribute a line and one property a parameter, which is as much of
 * C#'s grammar as this reads; the tests compare the outcome with what the engine says.
 */
export function readCmdlet(source: string): Command {
  const properties = /((?:^ {4}\[.*\]\n)+) {4}public (\S+) (\w+) \{ get; set; \}(?: = (.+);)?$/gm;
  const parameters = Array.from(
    source.matchAll(properties),
    ([, attributes = '', type = '', name = '', initial]) => readParameter(name, type, attributes, initial),
  );
  return command(parameters, source, /DefaultParameterSetName = "(\w+)"/.exec(source)?.[1]);
}

function readParameter(
  name: string,
  type: string,
  attributes: string,
  initial: string | undefined,
): Parameter {
  const [, plain = '', array = ''] = /^(\w+)(\[\])?\??$/.exec(type) ?? [];
  return {
    name,
    type: `${keywords[plain] ?? plain}${array}`,
    aliases: quoted(/\[Alias\((.*)\)\]/.exec(attributes)?.[1]),
    defaultValue: initial === 'string.Empty' ? undefined : initial?.replaceAll('"', ''),
    values: quoted(/\[ValidateSet\((.*)\)\]/.exec(attributes)?.[1]),
    uses: Array.from(attributes.matchAll(/\[Parameter(?:\((.*)\))?\]/g), ([, text = '']) => readUse(text)),
  };
}

function readUse(text: string): ParameterUse {
  const position = /Position = (\d+)/.exec(text)?.[1];
  return {
    set: /ParameterSetName = "(\w+)"/.exec(text)?.[1],
    isMandatory: /\bMandatory = true\b/.test(text),
    position: position === undefined ? undefined : Number(position),
    fromPipeline: /\bValueFromPipeline = true\b/.test(text),
    byPropertyName: /\bValueFromPipelineByPropertyName = true\b/.test(text),
  };
}
