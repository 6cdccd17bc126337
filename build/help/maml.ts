import type { CommandPage, Section } from './commandPage.ts';
import type { Command, Parameter, ParameterUse } from './parameters.ts';

/** A command's page, and its parameters as its source declares them. */
export interface CommandHelp {
  page: CommandPage;
  declared: Command;
}

const namespaces = [
  'xmlns:maml="http://schemas.microsoft.com/maml/2004/10"',
  'xmlns:command="http://schemas.microsoft.com/maml/dev/command/2004/10"',
  'xmlns:dev="http://schemas.microsoft.com/maml/dev/2004/10"',
].join(' ');

/** The help of all commands in the form that Get-Help reads (MAML). */
export function writeMaml(commands: readonly CommandHelp[]): string {
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<helpItems schema="maml" xmlns="http://msh">',
    ...commands.map(writeCommand),
    '</helpItems>',
    '',
  ].join('\n');
}

function writeCommand({ page, declared }: CommandHelp): string {
  const [verb = '', noun = ''] = page.name.split('-');
  const texts = new Map(page.parameters.map(({ title, paragraphs }) => [title, paragraphs]));
  const byName = [...declared.parameters].sort((one, other) => (one.name < other.name ? -1 : 1));
  return [
    `<command:command ${namespaces}>`,
    '<command:details>',
    `<command:name>${page.name}</command:name>`,
    `<command:verb>${verb}</command:verb><command:noun>${noun}</command:noun>`,
    `<maml:description>${paras([page.synopsis])}</maml:description>`,
    '</command:details>',
    `<maml:description>${paras(page.description)}</maml:description>`,
    '<command:syntax>',
    ...declared.sets.map((set) => writeSyntax(page.name, usesIn(declared.parameters, set))),
    '</command:syntax>',
    '<command:parameters>',
    ...byName.map((one) => writeParameter(one, inAllSets(one), texts.get(one.name) ?? [])),
    '</command:parameters>',
    `<command:inputTypes>${page.inputs.map((type) => writeType('inputType', type)).join('')}</command:inputTypes>`,
    `<command:returnValues>${page.outputs.map((type) => writeType('returnValue', type)).join('')}</command:returnValues>`,
    `<maml:alertSet><maml:alert>${paras(page.notes)}</maml:alert></maml:alertSet>`,
    '<command:examples>',
    ...page.examples.map(
      ({ title, code, remarks }, index) =>
        `<command:example><maml:title>---------- Example ${index + 1}: ${xml(title)} ----------</maml:title>` +
        `<dev:code>${xml(code)}</dev:code><dev:remarks>${paras(remarks)}</dev:remarks></command:example>`,
    ),
    '</command:examples>',
    '<command:relatedLinks>',
    ...page.links.map(
      ({ text, uri = '' }) =>
        `<maml:navigationLink><maml:linkText>${xml(text)}</maml:linkText><maml:uri>${xml(uri)}</maml:uri></maml:navigationLink>`,
    ),
    '</command:relatedLinks>',
    '</command:command>',
  ].join('\n');
}

/** The parameters of a set in the order of a call: those with a position first. */
function usesIn(parameters: Parameter[], set: string | undefined): [Parameter, ParameterUse][] {
  const uses = parameters.flatMap((one): [Parameter, ParameterUse][] => {
    const use = one.uses.find((each) => each.set === undefined || each.set === set);
    return use === undefined ? [] : [[one, use]];
  });
  const place = ([, { position }]: [Parameter, ParameterUse]) => position ?? Number.POSITIVE_INFINITY;
  return uses.sort((one, other) => (place(one) === place(other) ? 0 : place(one) - place(other)));
}

function writeSyntax(name: string, uses: [Parameter, ParameterUse][]): string {
  const lines = uses.map(([one, use]) => writeParameter(one, use, []));
  return `<command:syntaxItem><maml:name>${name}</maml:name>\n${lines.join('\n')}\n</command:syntaxItem>`;
}

/** What is said of a parameter where no set is named: it is required where all of its sets require it. */
function inAllSets({ uses }: Parameter): Pick<ParameterUse, 'isMandatory' | 'position'> {
  return {
    isMandatory: uses.every(({ isMandatory }) => isMandatory),
    position: uses.find(({ position }) => position !== undefined)?.position,
  };
}

function writeParameter(
  one: Parameter,
  { isMandatory, position }: Pick<ParameterUse, 'isMandatory' | 'position'>,
  text: string[],
): string {
  const isSwitch = one.type.endsWith('.SwitchParameter');
  const facts = [
    `required="${isMandatory}"`,
    'variableLength="true" globbing="false"',
    `pipelineInput="${pipelineInput(one.uses)}"`,
    `position="${position ?? 'named'}"`,
    `aliases="${one.aliases.join(', ') || 'none'}"`,
  ];
  const values = one.values.map(
    (value) =>
      `<command:parameterValue required="false" variableLength="false">${value}</command:parameterValue>`,
  );
  return [
    `<command:parameter ${facts.join(' ')}>`,
    `<maml:name>${one.name}</maml:name><maml:description>${paras(text)}</maml:description>`,
    values.length === 0
      ? ''
      : `<command:parameterValueGroup>${values.join('')}</command:parameterValueGroup>`,
    isSwitch
      ? ''
      : `<command:parameterValue required="true" variableLength="${one.type.endsWith('[]')}">${shortName(one.type)}</command:parameterValue>`,
    `<dev:type><maml:name>${shortName(one.type)}</maml:name><maml:uri /></dev:type>`,
    `<dev:defaultValue>${one.defaultValue ?? (isSwitch ? 'False' : 'None')}</dev:defaultValue>`,
    '</command:parameter>',
  ].join('');
}

function pipelineInput(uses: ParameterUse[]): string {
  const ways = [
    ...(uses.some(({ fromPipeline }) => fromPipeline) ? ['ByValue'] : []),
    ...(uses.some(({ byPropertyName }) => byPropertyName) ? ['ByPropertyName'] : []),
  ];
  return ways.length === 0 ? 'False' : `True (${ways.join(', ')})`;
}

function writeType(element: string, { title, paragraphs }: Section): string {
  return `<command:${element}><dev:type><maml:name>${title}</maml:name></dev:type><maml:description>${paras(paragraphs)}</maml:description></command:${element}>`;
}

function paras(texts: readonly string[]): string {
  return texts.map((text) => `<maml:para>${xml(text)}</maml:para>`).join('');
}

function shortName(type: string): string {
  return type.slice(type.lastIndexOf('.') + 1);
}

function xml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
