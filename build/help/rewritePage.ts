import { type Chapter, chapters, readParts } from './chapters.ts';
import { complexProperties } from './complexProperties.ts';
import { isCode, isParameter } from './page.ts';
import { isSwitch, type Parameter, type ParameterFacts, parametersIn, shortType } from './parameters.ts';

/** The engine's metadata for a command, as written by commandFacts.ps1. */
export interface CommandFacts {
  name: string;
  /** The names of the parameter sets, default set first. A command without named sets has one empty name. */
  sets: string[];
  /** The parameters in the order of their declaration, without the common parameters. */
  parameters: Parameter[];
}

const lineLength = 110;

/**
 * Returns a page of docs/en-US with updated syntax, parameter metadata, and properties of input and output models. The
 * rest of the page is unchanged.
 *
 * @throws {Error} The page lacks a section, or does not describe exactly the command's parameters, in their order.
 */
export function rewritePage(markdown: string, command: CommandFacts): string {
  const { part } = readParts(markdown);
  const { raw, tokens } = part('PARAMETERS');
  return markdown
    .replace(part('SYNTAX').raw, () => writeSyntax(command))
    .replace(raw, () => writeParameters(command, chapters(3, tokens)))
    .replace(part('NOTES').raw, () => writeNotes(command, part('NOTES'), part('OUTPUTS')));
}

function writeNotes({ parameters }: CommandFacts, notes: Chapter, outputs: Chapter): string {
  const prose = notes.tokens.filter((token) => !isCode(token) && token.type !== 'space');
  const taken = parameters.map(({ name, facts }) => ({
    label: name.toUpperCase(),
    type: shortType(facts[0]),
  }));
  const given = chapters(3, outputs.tokens)
    .map(({ title }) => ({ label: 'OUTPUT', type: title.slice(title.lastIndexOf('.') + 1) }))
    .filter(({ type }) => !taken.some((one) => one.type === type));
  const blocks = complexProperties([...taken, ...given]).map((text) => fenced('', text));
  return ['## NOTES\n\n', ...prose.map(({ raw }) => `${raw.trim()}\n\n`), ...blocks].join('');
}

function writeSyntax({ name, sets, parameters }: CommandFacts): string {
  const blocks = sets.map((set, index) => {
    const heading = set === '' ? '' : `### ${set}${index === 0 ? ' (Default)' : ''}\n\n`;
    const uses = parametersIn(set, parameters).map(writeUse);
    return `${heading}${fenced('', wrapped([name, ...uses, '[<CommonParameters>]']))}`;
  });
  return ['## SYNTAX\n\n', ...blocks].join('');
}

function writeUse([name, facts]: [string, ParameterFacts]): string {
  const flag = facts.Position === 'Named' ? `-${name}` : `[-${name}]`;
  const use = isSwitch(facts) ? flag : `${flag} <${shortType(facts)}>`;
  return facts.Required === 'True' ? use : `[${use}]`;
}

function writeParameters({ name, parameters }: CommandFacts, written: Chapter[]): string {
  const described = written.filter(isParameter).map(({ title }) => title);
  const declared = parameters.map((parameter) => `-${parameter.name}`);
  if (described.join() !== declared.join()) {
    throw new Error(`The help page of ${name} has to describe ${declared.join(', ')}, in this order.`);
  }
  const sections = written.map((chapter, index) => {
    const prose = chapter.tokens.filter((token) => !isCode(token)).map(({ raw }) => raw);
    const facts = parameters[index]?.facts ?? [];
    return [`### ${chapter.title}\n\n${prose.join('').trim()}\n\n`, ...facts.map(writeFacts)].join('');
  });
  return ['## PARAMETERS\n\n', ...sections].join('');
}

function writeFacts(facts: ParameterFacts): string {
  const lines = Object.entries(facts).map(([key, value]) => `${key}: ${value}`.trimEnd());
  return fenced('yaml', lines.join('\n').replace('\nRequired:', '\n$&'));
}

function fenced(language: string, text: string): string {
  return `\`\`\`${language}\n${text}\n\`\`\`\n\n`;
}

/** Wraps words into lines. All lines after the first begin with a space. */
function wrapped(words: readonly string[]): string {
  return words.reduce((text, word) => {
    const length = text.length - text.lastIndexOf('\n') + word.length;
    return length > lineLength ? `${text}\n ${word}` : `${text} ${word}`;
  });
}
