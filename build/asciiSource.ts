import type { BunPlugin } from 'bun';

/**
 * A bundler plugin that escapes non-ASCII characters in JavaScript and TypeScript files. A single such character makes
 * the runtime store the whole program in UTF-16, which doubles its size and slows its start.
 */
export const asciiSource: BunPlugin = {
  name: 'ascii-source',
  setup(build) {
    build.onLoad({ filter: /\.[cm]?[jt]s$/ }, async ({ path, loader }) => {
      const text = await Bun.file(path).text();
      const contents = escaped(text);
      return contents === text ? undefined : { contents, loader };
    });
  },
};

/**
 * Replaces each non-ASCII UTF-16 code unit with `\u` and four hexadecimal digits. The escapes are valid in strings,
 * regular expressions, and comments.
 *
 * @throws {Error} A backslash precedes a non-ASCII character, and would escape the backslash of its replacement.
 */
function escaped(text: string): string {
  if (/(?<!\\)(?:\\\\)*\\[^\0-\x7f]/.test(text)) {
    throw new Error('The source contains a backslash in front of a non-ASCII character.');
  }
  return text.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
