import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { repositoryRoot } from '../support/module.ts';
import { pages, read } from './blocks.ts';

/** Folders that commands create, so they can be missing. */
const made = /^(?:dist|artifacts|packages|node_modules)(?:\/|$)/;

const top = readdirSync(repositoryRoot);

/** Returns the repository paths in a page's inline code: paths that begin with a file or folder of the root. */
function namedPaths(text: string): string[] {
  return Array.from(text.matchAll(/`([\w.@/-]+)`/g), ([, name = '']) => name).filter((name) => {
    const [first = '', ...rest] = name.split('/');
    return (
      !made.test(name) &&
      (rest.length > 0
        ? top.includes(first)
        : /\.(?:ts|cs|ps[md]?1|json|md)$/.test(name) && top.includes(name))
    );
  });
}

/** Returns the paths in inline code that end in a file extension, whatever folder they begin with. */
function fileLike(text: string): string[] {
  return Array.from(
    text.matchAll(/`([\w.-]+(?:\/[\w.-]+)+\.(?:ts|mjs|cs|ps[md]?1|csproj|md))`/g),
    ([, name = '']) => name,
  );
}

/** Returns the anchors that GitHub creates for the headings of a page. */
function anchors(text: string): string[] {
  return Array.from(text.matchAll(/^#+ (.*)$/gm), ([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\w\- ]/g, '')
      .replaceAll(' ', '-'),
  );
}

const isThere = (name: string) => existsSync(path.join(repositoryRoot, name));

describe.each(pages)('%s', (page) => {
  const text = read(page);

  test('names only files and folders that are there', () => {
    const named = new Set([...namedPaths(text), ...fileLike(text)]);
    const folder = path.posix.dirname(page);
    expect([...named].filter((name) => !isThere(name) && !isThere(path.posix.join(folder, name)))).toEqual(
      [],
    );
  });

  test('links only to pages and headings that are there', () => {
    const links = Array.from(
      text.matchAll(/\]\((?!https?:)([^)#]*)(?:#([^)]+))?\)/g),
      ([, to = '', anchor]) => ({
        to: to === '' ? page : path.posix.join(path.posix.dirname(page), to),
        anchor,
      }),
    );
    const dead = links.filter(
      ({ to, anchor }) => !isThere(to) || (anchor !== undefined && !anchors(read(to)).includes(anchor)),
    );
    expect(dead).toEqual([]);
  });
});

test('docs/architecture.md names every folder of source', () => {
  const text = read('docs/architecture.md');
  const folders = ['src', 'module', 'dotnet', 'build', 'demo', 'bench'].flatMap((folder) => [
    folder,
    ...readdirSync(path.join(repositoryRoot, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) =>
        path.relative(repositoryRoot, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'),
      ),
  ]);
  const tests = readdirSync(path.join(repositoryRoot, 'test')).map((name) => `test/${name}`);
  const all = [...folders, ...tests].filter(
    (folder) =>
      !['src', 'module', 'dotnet', 'dotnet/PartnerSecurityScore'].includes(folder) &&
      !folder.startsWith('src/graph/client/'),
  );
  expect(all.length).toBeGreaterThan(20);
  expect(all.filter((folder) => !text.includes(`\`${folder}\``))).toEqual([]);
});
