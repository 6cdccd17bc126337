import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';

const root = path.join(import.meta.dirname, '../../src');

/**
 * The folders of `src` in import order: a folder can import from itself and from the folders before it. Files outside
 * these folders can import from all of them.
 */
const order = ['protocol', 'http', 'auth', 'graph'];

/** The minimum lines of code for a file that only one other file imports. */
const LEAST_LINES = 15;

interface Source {
  /** The path relative to `src`, with forward slashes. */
  readonly file: string;
  readonly text: string;
  /** The files in `src` that it imports. */
  readonly imports: readonly string[];
}

/** Matches static, dynamic and type-only imports, and re-exports. */
const importPath = /\b(?:from|import)\s*\(?\s*'(\.[^']+)'/g;

const sources: Source[] = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .map((name) => name.replaceAll(path.sep, '/'))
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))
  .map((file) => {
    const text = readFileSync(path.join(root, file), 'utf8');
    const imports = [...text.matchAll(importPath)]
      .map(([, target = '']) => path.posix.join(path.posix.dirname(file), target))
      .filter((target) => !target.startsWith('..'));
    return { file, text, imports };
  });

function rank(file: string): number {
  const index = order.indexOf(file.split('/')[0] ?? '');
  return index < 0 ? order.length : index;
}

/** Counts the lines of code, without comments and blank lines. */
function linesOfCode(text: string): number {
  const code = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
  return code.split('\n').filter((line) => line.trim() !== '').length;
}

describe('the sources of the backend', () => {
  test('are found, with what they import', () => {
    expect(sources.map(({ file }) => file)).toContain('main.ts');
    expect(sources.find(({ file }) => file === 'main.ts')?.imports).toContain('protocol/protocol.ts');
  });

  test(`import in one direction: ${order.join(' <- ')} <- main`, () => {
    const backwards = sources.flatMap(({ file, imports }) =>
      imports.filter((target) => rank(target) > rank(file)).map((target) => `${file} imports ${target}`),
    );
    expect(backwards).toEqual([]);
  });

  test('hold a concept each: what is small and has one importer stands in that one', () => {
    const crumbs = sources
      .filter(({ file }) => file !== 'main.ts' && !file.startsWith('graph/client/'))
      .filter(({ text }) => linesOfCode(text) < LEAST_LINES)
      .filter(({ file }) => sources.filter(({ imports }) => imports.includes(file)).length < 2)
      .map(({ file }) => file);
    expect(crumbs).toEqual([]);
  });
});
