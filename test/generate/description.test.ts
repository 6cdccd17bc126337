import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readDescription } from '../../build/generate/description.ts';
import { functions } from '../../build/generate/functions.ts';
import { models } from '../../build/generate/models.ts';
import { repositoryRoot } from '../support/module.ts';

let root: string;

beforeAll(() => {
  root = mkdtempSync(path.join(tmpdir(), 'description-'));
});

afterAll(() => rmSync(root, { recursive: true }));

/** What is read of the description with one more property in every entity. */
function withProperty(name: string, description: string) {
  cpSync(path.join(repositoryRoot, 'api'), path.join(root, 'api'), { recursive: true });
  const file = path.join(root, 'api', 'partner-security.json');
  const api = JSON.parse(readFileSync(file, 'utf8'));
  api.components.schemas.entity.properties[name] = { type: 'string', description };
  writeFileSync(file, JSON.stringify(api));
  return readDescription(root);
}

test('a description of several lines is a comment of one line', () => {
  const description = withProperty('note', 'First.\n  Remove-Item x\r\n');
  const texts = [...functions(description).values(), ...models(description).values()];
  const lines = texts.flatMap((text) => text.split(/[\r\n]+/)).filter((line) => line.includes('Remove-Item'));
  expect([...new Set(lines)].sort()).toEqual(
    ['    /// <summary>First. Remove-Item x</summary>', '        # First. Remove-Item x'].sort(),
  );
});

test.each(['@odata.type', 'Note', '1st', 'a-b', ''])('a property %j is refused', (name) => {
  expect(() => withProperty(name, 'A note.')).toThrow(`no name in C#: ${name}.`);
});
