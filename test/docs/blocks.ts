import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { repositoryRoot } from '../support/module.ts';

/** A piece of code in the documentation. */
export interface Block {
  /** Such as docs/network.md. */
  file: string;
  /** Of its section; empty before the first one, and in about topics. */
  heading: string;
  /** Where its code begins. */
  line: number;
  /** As the fence names it. */
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

/** Every piece of code in the documentation, but for what is generated. */
export function blocks(): Block[] {
  const all = [...pages.flatMap((file) => fenced(file, read(file))), ...aboutTopics.flatMap(aboutBlocks)];
  return all.filter((block) => !isGenerated(block));
}

/** The syntax in a help page, and the facts about parameters: test/module/help.test.ts compares them with the engine's. */
function isGenerated({ file, language }: Block): boolean {
  return file.startsWith(`${helpFolder}/`) && ['', 'yaml'].includes(language);
}

/** The text of a file of the repository. */
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

/** In an about topic, code is indented by eight columns. */
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
