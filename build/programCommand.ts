import { readFileSync } from 'node:fs';
import path from 'node:path';
import { paths } from './paths.ts';

/** The npm packages here that have a program, by its name. */
const packages: Readonly<Record<string, string>> = {
  biome: '@biomejs/biome',
  bun: 'bun',
  tsc: 'typescript',
};

/**
 * What starts a program: those of npm by the file in their package, any other by its name. What npm installs beside them
 * is on Windows a script for a shell, which takes the spaces in a path for its own.
 */
export function programCommand(program: string): readonly [file: string, ...args: string[]] {
  if (program === 'npm' && process.platform === 'win32') {
    return ['node', process.env['npm_execpath'] ?? ''];
  }
  const name = packages[program];
  if (name === undefined) {
    return [program];
  }
  const folder = path.join(paths.root, 'node_modules', name);
  const { bin } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as {
    bin: Record<string, string>;
  };
  const file = path.join(folder, bin[program] ?? '');
  return file.endsWith('.exe') ? [file] : ['node', file];
}
