import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { repositoryRoot } from '../support/module.ts';

const root = path.join(repositoryRoot, 'dotnet', 'PartnerSecurityScore');

/** The folders in import order: each can import from the folders before it. The empty name is the root folder. */
const order = [
  '',
  'Runtime',
  'Json',
  'Values',
  'Models',
  'Engine',
  'Backend',
  'Proxies',
  'Binding',
  'Credentials',
  'Coexistence',
  'Sessions',
  'Answers',
  'Requests',
  'Commands',
  'Startup',
];

/** The folder in a namespace of the original, because scripts contain the names of its types. */
const original = { Runtime: 'Microsoft.Graph.Beta.PowerShell.Runtime' } as const;

/**
 * The folders in the root namespace. Scripts contain the names of its types, and error ids contain the class names of
 * the cmdlets.
 */
const ofRoot = ['', 'Commands'];

const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.cs'))
  .map((file) => {
    const text = readFileSync(path.join(root, file), 'utf8');
    return {
      file: file.split(path.sep).join('/'),
      folder: file.includes(path.sep) ? (file.split(path.sep)[0] ?? '') : '',
      namespace: /^namespace ([\w.]+);/m.exec(text)?.[1],
      uses: Array.from(
        text.matchAll(/^using (?:\w+ = )?(PartnerSecurityScore[\w.]*);/gm),
        ([, name = '']) => name,
      ),
    };
  });

function namespaceOf(folder: string): string {
  const ownName = ofRoot.includes(folder) ? 'PartnerSecurityScore' : `PartnerSecurityScore.${folder}`;
  return folder === 'Runtime' ? original.Runtime : ownName;
}

test('each file is in the namespace of its folder', () => {
  const wrong = files.filter(
    ({ folder, namespace }) =>
      namespace !== namespaceOf(folder) &&
      !(folder === 'Models' && namespace === 'Microsoft.Graph.Beta.PowerShell.Models'),
  );
  expect(files.length).toBeGreaterThan(100);
  expect(wrong).toEqual([]);
});

test('imports go one way', () => {
  expect(files.map(({ folder }) => order.indexOf(folder))).not.toContain(-1);
  const against = files.flatMap(({ file, folder, uses }) =>
    uses
      .filter((name) => order.indexOf(name.replace(/^PartnerSecurityScore\.?/, '')) > order.indexOf(folder))
      .map((name) => `${file} uses ${name}`),
  );
  expect(against).toEqual([]);
});
