import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { paths } from './paths.ts';
import { backendName, type ModuleBuild, type Platform } from './platforms.ts';
import { runOrExit } from './run.ts';
import { signed } from './sign.ts';

/**
 * Compiles the backend into one native binary that reads no configuration of the folder it is started in. The same
 * source gives the same bytes, as long as the file's name is the same: the binary holds it.
 *
 * @param runtime Bun for the build's platform, where that is not the one that is installed here. Bun gets none by itself.
 */
export function buildBackend({ platform, folder, bundleFacts }: ModuleBuild, runtime?: string): void {
  const file = path.join(folder, backendName(platform));
  runOrExit('bun', [
    'build',
    '--compile',
    ...(runtime === undefined
      ? []
      : [`--target=${platform.bunTarget}`, `--compile-executable-path=${runtime}`]),
    '--bytecode',
    '--minify',
    '--no-compile-autoload-dotenv',
    '--no-compile-autoload-bunfig',
    // Quotes of this kind stay what they are in the shell of Windows.
    `--define=import.meta.url='${sourceUrl(platform)}'`,
    `--metafile=${bundleFacts}`,
    '--outfile',
    file,
    paths.backendEntry,
  ]);
  if (platform.os === 'osx' && platform.arch === 'x64') {
    writeFileSync(file, signed(readFileSync(file)));
  }
}

/**
 * Where a package in the bundle takes itself to be: a file in the root, for both kinds of paths. Bun would put in its
 * place in this folder. It would be in the binary, would be no path at all on another system, and a package looks there
 * for a program to open a browser with.
 */
function sourceUrl({ os }: Platform): string {
  return os === 'win' ? 'file:///C:/backend.js' : 'file:///backend.js';
}
