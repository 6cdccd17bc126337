import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { BuildStamp } from '../../build/buildStamp.ts';

let root: string;

/** Writes a file of the project. */
function write(name: string, text: string): void {
  const file = path.join(root, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
}

const stamp = (sdk = '10.0.100') => new BuildStamp(root, sdk);
const isCurrent = () => stamp().isCurrent;

beforeEach(async () => {
  root = mkdtempSync(path.join(tmpdir(), 'stamp-'));
  write('src/main.ts', 'one');
  write('test/module/some.test.ts', 'one');
  await stamp().around(async () => write('dist/module/program', 'one'));
});

afterEach(() => rmSync(root, { recursive: true }));

describe('what was built is taken for current', () => {
  test('where nothing has changed, whatever its time', () => {
    utimesSync(path.join(root, 'src/main.ts'), 0, 0);
    expect(isCurrent()).toBe(true);
  });

  test.each([
    'test/module/some.test.ts',
    'docs/recipes.md',
    'README.md',
    '.vscode/tasks.json',
    'packages/a.zip',
  ])('where %s has changed, which no build reads', (name) => {
    write(name, 'two');
    expect(isCurrent()).toBe(true);
  });
});

describe('it is built again', () => {
  test.each([
    'src/main.ts',
    'src/new.ts',
    'docs/en-US/Get-It.md',
    'test/engine-host/Program.cs',
    'CHANGELOG.md',
    '.editorconfig',
    'package.json',
  ])('where %s has changed', (name) => {
    write(name, 'two');
    expect(isCurrent()).toBe(false);
  });

  test('where a file was renamed', () => {
    rmSync(path.join(root, 'src/main.ts'));
    write('src/other.ts', 'one');
    expect(isCurrent()).toBe(false);
  });

  test.each(['dist/module/program', 'dist/module/other', 'artifacts/bin/Host.dll'])(
    'where %s, which it makes, has changed',
    (name) => {
      write(name, 'changed');
      expect(isCurrent()).toBe(false);
    },
  );

  test.each(['dist', 'artifacts'])('where %s was removed', (folder) => {
    rmSync(path.join(root, folder), { recursive: true });
    expect(isCurrent()).toBe(false);
  });

  test('where a file has changed while it was read', async () => {
    await stamp().around(async () => write('src/main.ts', 'two'));
    expect(isCurrent()).toBe(false);
  });

  test('where the .NET SDK is another one', () => {
    expect(stamp('10.0.200').isCurrent).toBe(false);
  });

  test('where the last build failed', async () => {
    await expect(stamp().around(() => Promise.reject(new Error('failed')))).rejects.toThrow('failed');
    expect(isCurrent()).toBe(false);
  });
});
