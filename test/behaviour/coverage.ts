import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { repositoryRoot } from '../support/module.ts';

const testFolder = path.join(repositoryRoot, 'test');

/** Matches the id of a row at the end of a quoted test title, alone or followed by other ids. */
const idInTitle = /(?<=[\s'"`])\[((?:[a-z]+(?:-[a-z]+)*\.)+[a-z0-9]+(?:-[a-z0-9]+)*)\](?=['"`]| \[)/g;

const idInDocument = /`\[([a-z0-9.-]+)\]`/g;

/** The id of a row in a test title or in the documentation. */
export interface Mention {
  id: string;
  /** The path relative to the repository root, with forward slashes. */
  file: string;
}

/** Returns the ids in the titles of all tests. */
export function mentionsInTests(): Mention[] {
  return readdirSync(testFolder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.test.ts'))
    .flatMap((name) => {
      const file = `test/${name.split(path.sep).join('/')}`;
      return idsIn(file, idInTitle).map((id) => ({ id, file }));
    });
}

/**
 * Returns the ids in docs/differences.md, each with the test file on the same line, or an empty string if the line has
 * no test file.
 */
export function mentionsInDifferences(): Mention[] {
  const lines = read('docs/differences.md').split('\n');
  return lines.flatMap((line) => {
    const file = /`(test\/[\w./-]+)`/.exec(line)?.[1] ?? '';
    return Array.from(line.matchAll(idInDocument), ([, id = '']) => ({ id, file }));
  });
}

/** Returns the short names of the sections in docs/differences.md, in the order of the page. */
export function linesInDifferences(): string[] {
  return Array.from(
    read('docs/differences.md').matchAll(/^### .* \(`([a-z0-9-]+)`\)$/gm),
    ([, line = '']) => line,
  );
}

function idsIn(file: string, pattern: RegExp): string[] {
  return Array.from(read(file).matchAll(pattern), ([, id = '']) => id);
}

function read(file: string): string {
  return readFileSync(path.join(repositoryRoot, file), 'utf8');
}
