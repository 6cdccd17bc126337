import type { BunPlugin } from 'bun';

/**
 * A bundler plugin that escapes the characters outside ASCII. One of them, even in a comment, makes the runtime store
 * the whole program in UTF-16: twice the size, and a slower start.
 */
export const asciiSource: BunPlugin = {
  name: 'ascii-source',
  setup(build) {
    build.onLoad({ filter: /\.[cm]?[jt]s$/ }, async ({ path, loader }) => {
      const text = await Bun.file(path).text();
      return isAscii(text) ? undefined : { contents: escaped(text), loader };
    });
  },
};

function isAscii(text: string): boolean {
  return !/[^\0-\x7f]/.test(text);
}

/** Strings, regular expressions, and comments can contain the escapes. */
function escaped(text: string): string {
  return text.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
