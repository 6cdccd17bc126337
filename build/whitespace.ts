// bun build/whitespace.ts [--verify-no-changes]: gives the files that no other formatter knows the white space that .editorconfig
// asks for. With the argument it only names those that lack it, and fails.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { paths } from './paths.ts';
import { projectFiles } from './projectFiles.ts';

/** Those of Biome, of `dotnet format`, of NuGet and of Kiota, and what is not text. */
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

/** Without a byte order mark, with LF, no tab, nothing behind a line, and one end of line at the end. */
function withWhitespace(text: string): string {
  return `${text
    .replace(/^\uFEFF/, '')
    .replaceAll('\r\n', '\n')
    .replaceAll('\t', '    ')
    .replaceAll(/ +$/gm, '')
    .trimEnd()}\n`;
}
