import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { repositoryRoot } from '../support/module.ts';

const text = readFileSync(path.join(repositoryRoot, 'SECURITY.md'), 'utf8');

const sources = ['src', 'module', 'dotnet', 'build'].flatMap((folder) =>
  readdirSync(path.join(repositoryRoot, folder), { recursive: true, encoding: 'utf8' }).map(
    (file) => `${folder}/${file.split(path.sep).join('/')}`,
  ),
);

test('every file that SECURITY.md names is there, and no other of that name', () => {
  const named = Array.from(text.matchAll(/`([\w/]+\.(?:ts|cs))`/g), ([, name = '']) => name);
  expect(named.length).toBeGreaterThan(30);
  const found = named.map((name) => [
    name,
    sources.filter((file) => file === name || file.endsWith(`/${name}`)).length,
  ]);
  expect(found.filter(([, count]) => count !== 1)).toEqual([]);
});

test('every folder and page that it names is there', () => {
  const folders = Array.from(
    text.matchAll(/`((?:module|dotnet|src|test)\/[\w/]+)`/g),
    ([, name = '']) => name,
  );
  const pages = Array.from(text.matchAll(/\]\(([^)#:]+)\)/g), ([, name = '']) => name);
  expect(folders.length + pages.length).toBeGreaterThan(2);
  expect([...folders, ...pages].filter((name) => !existsSync(path.join(repositoryRoot, name)))).toEqual([]);
});
