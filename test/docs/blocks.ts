import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { repositoryRoot } from '../support/module.ts';

/** A block of code in the documentation. */
export interface Block {
  /** The path of the page, such as docs/network.md. */
  file: string;
  /** The second-level heading above the block; empty if there is none, and in about topics. */
  heading: string;
  /** The line number of the block's first line of code. */
  line: number;
  /** The language on the opening fence; always powershell in about topics. */
  language: string;
  code: string;
}

export const helpFolder = 'docs/en-US';

const markdownFolders = ['', 'docs', 'bench', helpFolder];

/** The pages of the documentation, by their paths in the repository. */
export const pages = markdownFolders.flatMap((folder) =>
  readdirSync(path.join(repositoryRoot, folder))
    .filter((file) => file.endsWith('.md'))
    .map((file) => path.posix.join(folder, file)),
);

const aboutFolder = 'module/en-US';

export const aboutTopics = readdirSync(path.join(repositoryRoot, aboutFolder)).map((file) =>
  path.posix.join(aboutFolder, file),
);

/** Returns every block of code in the documentation, except generated ones. */
export function blocks(): Block[] {
  const all = [...pages.flatMap((file) => fenced(file, read(file))), ...aboutTopics.flatMap(aboutBlocks)];
  return all.filter((block) => !isGenerated(block));
}

/**
 * Whether the block is a generated part of a help page: the syntax or a table of parameter properties.
 * test/module/help.test.ts compares these parts with the engine.
 */
function isGenerated({ file, language }: Block): boolean {
  return file.startsWith(`${helpFolder}/`) && ['', 'yaml'].includes(language);
}

/** Returns the text of a file in the repository. */
export function read(file: string): string {
  return readFileSync(path.join(repositoryRoot, file), 'utf8');
}

function fenced(file: string, text: string): Block[] {
  const fences = /^```(\w*)\n(.*?)^```$/gms;
  const [indented] = /^\n {4}\S.*/m.exec(text.replaceAll(fences, '')) ?? [];
  if (indented !== undefined) {
    throw new Error(`${file} has code without a fence: ${indented}`);
  }
  return Array.from(text.matchAll(fences), (match) => {
    const before = text.slice(0, match.index);
    return {
      file,
      heading: Array.from(before.matchAll(/^## (.*)$/gm)).at(-1)?.[1] ?? '',
      line: before.split('\n').length + 1,
      language: match[1] ?? '',
      code: match[2] ?? '',
    };
  });
}

/** Returns the code blocks of an about topic, which are indented by eight columns. */
function aboutBlocks(file: string): Block[] {
  const text = read(file);
  return Array.from(text.matchAll(/(?:^ {8}.*\n(?:\n(?= {8}))?)+/gm), (match) => ({
    file,
    heading: '',
    line: text.slice(0, match.index).split('\n').length,
    language: 'powershell',
    code: match[0].replaceAll(/^ {8}/gm, ''),
  }));
}
