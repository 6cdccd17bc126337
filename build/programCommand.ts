import { readFileSync } from 'node:fs';
import path from 'node:path';
import { paths } from './paths.ts';

/** The npm packages that contain a program, keyed by the program's name. */
const packages: Readonly<Record<string, string>> = {
  biome: '@biomejs/biome',
  bun: 'bun',
  tsc: 'typescript',
};

/**
 * Returns the command that starts a program. On Windows, npm and the launchers that npm creates are batch files, which
 * require a shell. For a program from an npm package, the command therefore starts the program's file in the package.
 * For npm on Windows, it starts npm's JavaScript file, whose path npm sets in npm_execpath.
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
