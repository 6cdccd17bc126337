import type { Platform } from './platforms.ts';

/**
 * Returns the Bun options that compile a program to one native binary. The binary reads no configuration from its
 * working directory.
 */
export function compileOptions(os: Platform['os']): string[] {
  return [
    '--compile',
    '--bytecode',
    // Nested functions are compiled on their first call. This makes the download a megabyte smaller and the start no
    // slower.
    '--bytecode-depth=1',
    '--minify',
    '--no-compile-autoload-dotenv',
    '--no-compile-autoload-bunfig',
    `--define=import.meta.url='${sourceUrl(os)}'`,
  ];
}

/**
 * Returns the URL that replaces `import.meta.url`: a file in the root folder, in the system's path syntax. By default,
 * Bun inserts the source file's path on the build machine, which is not a valid path on other systems. A bundled
 * package derives from it the path of a program that opens a browser.
 */
function sourceUrl(os: Platform['os']): string {
  return os === 'win' ? 'file:///C:/backend.js' : 'file:///backend.js';
}
