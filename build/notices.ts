import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type BundledPackage, bundledPackages, readPackage } from './bundle.ts';
import { paths } from './paths.ts';

/**
 * Returns the licence notices of the third-party software in the backend, as Markdown.
 *
 * @param bundleFacts The path of the bundler's metafile.
 */
export function notices(bundleFacts: string): string {
  return `# Third-party notices

The backend in \`bin\` holds the software listed here.

## Bun ${readPackage('node_modules/bun').version} (MIT)

The runtime that the backend is compiled into, with JavaScriptCore (LGPL-2) and the other libraries that
<https://bun.com/docs/project/license> names with their licences.

${bundledPackages(bundleFacts).map(section).join('\n')}`;
}

function section({ key, name, version, license }: BundledPackage): string {
  const folder = path.join(paths.root, key);
  const file = readdirSync(folder).find((entry) => /^licen[cs]e(\.\w+)?$/i.test(entry));
  // A package without a licence file is listed only with the licence's name.
  const text = file === undefined ? '' : `\n${indent(readFileSync(path.join(folder, file), 'utf8'))}\n`;
  return `## ${name} ${version} (${license})\n${text}`;
}

function indent(text: string): string {
  return text
    .trim()
    .split(/\r?\n/)
    .map((line) => (line.trim() === '' ? '' : `    ${line.trimEnd()}`))
    .join('\n');
}
