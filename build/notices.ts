import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { paths } from './paths.ts';

interface PackageJson {
  name: string;
  version: string;
  license: string;
}

/** The packages whose files the bundler put into the backend, by its own account. */
function bundledPackages(): string[] {
  const { inputs }: { inputs: Record<string, unknown> } = JSON.parse(readFileSync(paths.bundleFacts, 'utf8'));
  const names = Object.keys(inputs).flatMap(
    (file) => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1] ?? [],
  );
  return [...new Set(names)].sort();
}

/** The licence notices of everything in the binary, as Markdown. */
export function notices(): string {
  const packages = bundledPackages().map((name) => section(path.join(paths.root, 'node_modules', name)));
  return `# Third-party notices

The backend in \`bin\` holds the software listed here.

## Bun ${readPackage(path.join(paths.root, 'node_modules', 'bun')).version} (MIT)

The runtime that the backend is compiled into, with JavaScriptCore (LGPL-2.1) and the other libraries that
<https://bun.com/docs/project/licensing> names with their licences.

${packages.join('\n')}`;
}

function section(folder: string): string {
  const { name, version, license } = readPackage(folder);
  const file = readdirSync(folder).find((entry) => /^licen[cs]e(\.\w+)?$/i.test(entry));
  // A package without a licence file has the text that its licence's name stands for.
  const text = file === undefined ? '' : `\n${indent(readFileSync(path.join(folder, file), 'utf8'))}\n`;
  return `## ${name} ${version} (${license})\n${text}`;
}

function readPackage(folder: string): PackageJson {
  return JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
}

function indent(text: string): string {
  return text
    .trim()
    .split(/\r?\n/)
    .map((line) => (line.trim() === '' ? '' : `    ${line.trimEnd()}`))
    .join('\n');
}
