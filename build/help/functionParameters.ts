import { type Command, command, type Parameter, type ParameterUse, quoted } from './parameters.ts';

/**
 * The parameters of a function of module/public. Its file has one attribute, type or name a line, which is as much of
 * PowerShell's grammar as this reads; the tests compare the outcome with what the engine says.
 */
export function readFunction(script: string): Command {
  const [, block = ''] = /^ {4}param\(\n(.*?)^ {4}\)$/ms.exec(script) ?? [];
  const parameters = block
    .split(/^\s*\$(\w+(?: = .+?)?),?$/m)
    .flatMap((part, index, all) => (index % 2 === 1 ? [readParameter(all[index - 1] ?? '', part)] : []));
  return command(parameters, script, /DefaultParameterSetName = '(\w+)'/.exec(script)?.[1]);
}

function readParameter(attributes: string, declaration: string): Parameter {
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
