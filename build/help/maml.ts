import XMLBuilder from 'fast-xml-builder';
import type { CommandPage, Section } from './page.ts';
import { isSwitch, type ParameterFacts, parametersIn, shortType } from './parameters.ts';

const builder = new XMLBuilder({
  attributeNamePrefix: '@',
  ignoreAttributes: false,
  suppressBooleanAttributes: false,
  format: true,
});

/** Returns the help of commands in MAML, the XML format of `Get-Help`. */
export function writeMaml(pages: readonly CommandPage[]): string {
  return builder.build({
    '?xml': { '@version': '1.0', '@encoding': 'utf-8' },
    helpItems: { '@schema': 'maml', '@xmlns': 'http://msh', 'command:command': pages.map(command) },
  });
}

function command(page: CommandPage): object {
  const [verb, noun] = page.name.split('-');
  const byName = [...page.parameters].sort((one, other) => (one.name < other.name ? -1 : 1));
  return {
    '@xmlns:maml': 'http://schemas.microsoft.com/maml/2004/10',
    '@xmlns:command': 'http://schemas.microsoft.com/maml/dev/command/2004/10',
    '@xmlns:dev': 'http://schemas.microsoft.com/maml/dev/2004/10',
    'command:details': {
      'command:name': page.name,
      'command:verb': verb,
      'command:noun': noun,
      'maml:description': paras(page.synopsis),
    },
    'maml:description': paras(page.description),
    'command:syntax': {
      'command:syntaxItem': page.sets.map((set) => ({
        'maml:name': page.name,
        'command:parameter': parametersIn(set, page.parameters).map(([name, facts]) =>
          parameter(name, facts),
        ),
      })),
    },
    'command:parameters': {
      'command:parameter': byName.map((one) => parameter(one.name, inAllSets(one.facts), one.paragraphs)),
    },
    'command:inputTypes': { 'command:inputType': page.inputs.map(describedType) },
    'command:returnValues': { 'command:returnValue': page.outputs.map(describedType) },
    'maml:alertSet': { 'maml:alert': paras(page.notes) },
    'command:examples': {
      'command:example': page.examples.map(({ title, code, paragraphs }) => ({
        'maml:title': `---------- ${title} ----------`,
        'dev:code': code,
        // Two empty paragraphs separate an example from the next one, as in the help of other modules.
        'dev:remarks': paras([...paragraphs, '', '']),
      })),
    },
    'command:relatedLinks': {
      'maml:navigationLink': page.links.map(({ text, uri }) => ({ 'maml:linkText': text, 'maml:uri': uri })),
    },
  };
}

function parameter(name: string, facts: ParameterFacts, text: string[] = []): object {
  const type = shortType(facts);
  const values = facts['Accepted values']?.split(', ').map((value) => ({
    '@required': 'false',
    '@variableLength': 'false',
    '#text': value,
  }));
  return {
    '@required': facts.Required.toLowerCase(),
    '@variableLength': 'true',
    '@globbing': facts['Accept wildcard characters'].toLowerCase(),
    '@pipelineInput': facts['Accept pipeline input'],
    '@position': facts.Position.toLowerCase(),
    '@aliases': facts.Aliases || 'none',
    'maml:name': name,
    'maml:description': paras(text),
    'command:parameterValueGroup': values && { 'command:parameterValue': values },
    'command:parameterValue': isSwitch(facts)
      ? undefined
      : { '@required': 'true', '@variableLength': `${type.endsWith('[]')}`, '#text': type },
    'dev:type': { 'maml:name': type, 'maml:uri': '' },
    'dev:defaultValue': facts['Default value'],
  };
}

/**
 * Combines a parameter's metadata for the section that covers all parameter sets. The parameter is required if each set
 * that contains it requires it.
 */
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

function describedType({ title, paragraphs }: Section): object {
  return { 'dev:type': { 'maml:name': title }, 'maml:description': paras(paragraphs) };
}

function paras(paragraphs: readonly string[]): object {
  return { 'maml:para': paragraphs };
}
