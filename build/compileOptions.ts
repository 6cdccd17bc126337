import type { Platform } from './platforms.ts';

/** What makes one native binary of a program that reads no configuration of the folder it is started in. */
export function compileOptions(os: Platform['os']): string[] {
  return [
    '--compile',
    '--bytecode',
    // Functions inside of functions are compiled when they are called: a megabyte less to download, and no later start.
    '--bytecode-depth=1',
    '--minify',
    '--no-compile-autoload-dotenv',
    '--no-compile-autoload-bunfig',
    `--define=import.meta.url='${sourceUrl(os)}'`,
  ];
}

/**
 * Where a package in the bundle takes itself to be: a file in the root, for both kinds of paths. Bun would put in its
 * place in this folder. It would be in the binary, would be no path at all on another system, and a package looks there
 * for a program to open a browser with.
 */
function sourceUrl(os: Platform['os']): string {
  return os === 'win' ? 'file:///C:/backend.js' : 'file:///backend.js';
}
