import type { CommandPage, Section } from './page.ts';
import { isSwitch, type ParameterFacts, parametersIn, shortType } from './parameters.ts';

const namespaces = [
  'xmlns:maml="http://schemas.microsoft.com/maml/2004/10"',
  'xmlns:command="http://schemas.microsoft.com/maml/dev/command/2004/10"',
  'xmlns:dev="http://schemas.microsoft.com/maml/dev/2004/10"',
].join(' ');

/** The help of all commands in the form that Get-Help reads (MAML). */
export function writeMaml(pages: readonly CommandPage[]): string {
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<helpItems schema="maml" xmlns="http://msh">',
    ...pages.map(writeCommand),
    '</helpItems>',
    '',
  ].join('\n');
}

function writeCommand(page: CommandPage): string {
  const [verb = '', noun = ''] = page.name.split('-');
  const byName = [...page.parameters].sort((one, other) => (one.name < other.name ? -1 : 1));
  return [
    `<command:command ${namespaces}>`,
    '<command:details>',
    `<command:name>${page.name}</command:name>`,
    `<command:verb>${verb}</command:verb><command:noun>${noun}</command:noun>`,
    `<maml:description>${paras(page.synopsis)}</maml:description>`,
    '</command:details>',
    `<maml:description>${paras(page.description)}</maml:description>`,
    '<command:syntax>',
    ...page.sets.map((set) => writeSyntax(page, set)),
    '</command:syntax>',
    '<command:parameters>',
    ...byName.map(({ name, facts, paragraphs }) => writeParameter(name, inAllSets(facts), paragraphs)),
    '</command:parameters>',
    `<command:inputTypes>${page.inputs.map((type) => writeType('inputType', type)).join('')}</command:inputTypes>`,
    `<command:returnValues>${page.outputs.map((type) => writeType('returnValue', type)).join('')}</command:returnValues>`,
    `<maml:alertSet><maml:alert>${paras(page.notes)}</maml:alert></maml:alertSet>`,
    '<command:examples>',
    ...page.examples.map(
      ({ title, code, paragraphs }) =>
        `<command:example><maml:title>---------- ${xml(title)} ----------</maml:title>` +
        `<dev:code>${xml(code)}</dev:code><dev:remarks>${paras(paragraphs)}</dev:remarks></command:example>`,
    ),
    '</command:examples>',
    '<command:relatedLinks>',
    ...page.links.map(
      ({ text, uri }) =>
        `<maml:navigationLink><maml:linkText>${xml(text)}</maml:linkText><maml:uri>${xml(uri)}</maml:uri></maml:navigationLink>`,
    ),
    '</command:relatedLinks>',
    '</command:command>',
  ].join('\n');
}

function writeSyntax({ name, parameters }: CommandPage, set: string): string {
  const lines = parametersIn(set, parameters).map(([parameter, facts]) =>
    writeParameter(parameter, facts, []),
  );
  return `<command:syntaxItem><maml:name>${name}</maml:name>\n${lines.join('\n')}\n</command:syntaxItem>`;
}

/** What is said of a parameter where no set is named: it is required where all of its sets require it. */
function inAllSets(facts: readonly [ParameterFacts, ...ParameterFacts[]]): ParameterFacts {
  const other = (key: 'Required' | 'Position' | 'Accept pipeline input', than: string) =>
    facts.map((one) => one[key]).find((value) => value !== than) ?? than;
  return {
    ...facts[0],
    Required: other('Required', 'True'),
    Position: other('Position', 'Named'),
    'Accept pipeline input': other('Accept pipeline input', 'False'),
  };
}

function writeParameter(name: string, facts: ParameterFacts, text: string[]): string {
  const attributes = [
    `required="${facts.Required.toLowerCase()}"`,
    `variableLength="true" globbing="${facts['Accept wildcard characters'].toLowerCase()}"`,
    `pipelineInput="${facts['Accept pipeline input']}"`,
    `position="${facts.Position.toLowerCase()}"`,
    `aliases="${facts.Aliases || 'none'}"`,
  ];
  const type = shortType(facts);
  const values = (facts['Accepted values']?.split(', ') ?? []).map(
    (value) =>
      `<command:parameterValue required="false" variableLength="false">${value}</command:parameterValue>`,
  );
  return [
    `<command:parameter ${attributes.join(' ')}>`,
    `<maml:name>${name}</maml:name><maml:description>${paras(text)}</maml:description>`,
    values.length === 0
      ? ''
      : `<command:parameterValueGroup>${values.join('')}</command:parameterValueGroup>`,
    isSwitch(facts)
      ? ''
      : `<command:parameterValue required="true" variableLength="${type.endsWith('[]')}">${type}</command:parameterValue>`,
    `<dev:type><maml:name>${type}</maml:name><maml:uri /></dev:type>`,
    `<dev:defaultValue>${facts['Default value']}</dev:defaultValue>`,
    '</command:parameter>',
  ].join('');
}

function writeType(element: string, { title, paragraphs }: Section): string {
  return `<command:${element}><dev:type><maml:name>${title}</maml:name></dev:type><maml:description>${paras(paragraphs)}</maml:description></command:${element}>`;
}

function paras(texts: readonly string[]): string {
  return texts.map((text) => `<maml:para>${xml(text)}</maml:para>`).join('');
}

function xml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
