// bun build/whitespace.ts [--verify-no-changes]: applies the whitespace rules of .editorconfig to the files that no
// other formatter covers. With the argument, it changes no file, but lists those that violate the rules, and fails if
// there are any.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { paths } from './paths.ts';
import { projectFiles } from './projectFiles.ts';

/** Matches files that Biome or `dotnet format` formats, lock files of NuGet and Kiota, and PNG images. */
const others = /\.(?:[cm]?ts|mjs|json|cs|png)$|kiota-lock/;

const onlyVerifies = process.argv.includes('--verify-no-changes');

for (const name of projectFiles().filter((each) => !others.test(each))) {
  const file = path.join(paths.root, name);
  const text = readFileSync(file, 'utf8');
  const formatted = withWhitespace(text);
  if (formatted === text) {
    continue;
  }
  if (onlyVerifies) {
    console.error(`${name} lacks the white space of .editorconfig: npm run format`);
    process.exitCode = 1;
  } else {
    writeFileSync(file, formatted);
  }
}

/**
 * Returns the text without a byte order mark and trailing spaces, with four spaces in place of each tab, LF line
 * endings, and one final newline.
 */
function withWhitespace(text: string): string {
  return `${text
    .replace(/^\uFEFF/, '')
    .replaceAll('\r\n', '\n')
    .replaceAll('\t', '    ')
    .replaceAll(/ +$/gm, '')
    .trimEnd()}\n`;
}
