import path from 'node:path';
import type { MarkedToken, Tokens } from 'marked';
import { parse } from 'yaml';
import { paths } from '../paths.ts';
import { type Chapter, chapters, paragraphs, readParts } from './chapters.ts';
import type { Parameter, ParameterFacts } from './parameters.ts';

export interface Section {
  title: string;
  paragraphs: string[];
}

/** The help of one command, as read from its page in docs/en-US. */
export interface CommandPage {
  name: string;
  /** The name of the MAML file in which the engine looks for the command's help. */
  helpFile: string;
  synopsis: string[];
  /** The names of the parameter sets, default set first. A command without named sets has one empty name. */
  sets: string[];
  description: string[];
  examples: (Section & { code: string })[];
  parameters: (Parameter & { paragraphs: string[] })[];
  inputs: Section[];
  outputs: Section[];
  notes: string[];
  links: { text: string; uri: string }[];
}

export const pageFolder = path.join(paths.root, 'docs', 'en-US');

/**
 * Parses a help page.
 *
 * @param markdown The text of a page in docs/en-US.
 * @throws {Error} The page does not have the expected structure.
 */
export function readPage(markdown: string): CommandPage {
  const { name, part } = readParts(markdown);
  const [, frontMatter = ''] = markdown.split('---\n');
  const sets = chapters(3, part('SYNTAX').tokens).map(({ title }) => title.replace(' (Default)', ''));
  return {
    name,
    helpFile: readYaml<{ 'external help file': string }>(frontMatter)['external help file'],
    synopsis: paragraphs(part('SYNOPSIS').tokens),
    sets: sets.length === 0 ? [''] : sets,
    description: paragraphs(part('DESCRIPTION').tokens),
    examples: chapters(3, part('EXAMPLES').tokens).map(readExample),
    // The section of a new parameter is skipped until generatePages.ts has written its metadata.
    parameters: chapters(3, part('PARAMETERS').tokens)
      .filter((one) => isParameter(one) && one.tokens.some(isCode))
      .map(readParameter),
    inputs: chapters(3, part('INPUTS').tokens).map(readSection),
    outputs: chapters(3, part('OUTPUTS').tokens).map(readSection),
    notes: part('NOTES').tokens.flatMap((token) => (isCode(token) ? [token.text] : paragraphs([token]))),
    links: part('RELATED LINKS')
      .tokens.flatMap((token) => (token.type === 'paragraph' ? (token.tokens as MarkedToken[]) : []))
      .filter((token) => token.type === 'link')
      // Links to other pages do not work in a console, so they have no URI.
      .map(({ text, href }) => ({ text, uri: URL.canParse(href) ? href : '' })),
  };
}

/** Whether a chapter describes a parameter. The chapter on the common parameters has a title without a hyphen. */
export function isParameter({ title }: Chapter): boolean {
  return title.startsWith('-');
}

export function isCode(token: MarkedToken): token is Tokens.Code {
  return token.type === 'code';
}

function readSection({ title, tokens }: Chapter): Section {
  return { title, paragraphs: paragraphs(tokens) };
}

function readExample({ title, tokens }: Chapter): CommandPage['examples'][number] {
  const code = tokens.find(isCode);
  if (code === undefined) {
    throw new Error(`The example "${title}" has to have code.`);
  }
  return { title, code: code.text, paragraphs: paragraphs(tokens.filter((token) => token !== code)) };
}

function readParameter({ title, tokens }: Chapter): CommandPage['parameters'][number] {
  const facts = tokens.filter(isCode).map(({ text }) => readYaml<ParameterFacts>(text));
  const prose = tokens.filter((token) => !isCode(token));
  return { name: title.slice(1), facts: facts as Parameter['facts'], paragraphs: paragraphs(prose) };
}

/** Parses YAML, and keeps all scalar values as strings. */
function readYaml<T>(text: string): T {
  return parse(text, { schema: 'failsafe' }) as T;
}
