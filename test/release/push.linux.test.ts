// The tests use Linux home folders, which contain the registered repositories.
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { moduleVersion } from '../../build/manifest.ts';
import { platforms, programModule } from '../../build/platforms.ts';
import { Gallery, installed, mainName, pairs, programName, texts } from '../package/support/gallery.ts';
import { variant } from '../package/support/variant.ts';
import { type Engine, errorsOf, psQuote } from '../support/engine.ts';
import { repositoryRoot } from '../support/module.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'pss-push-'));
const names = [mainName, ...platforms.map(programModule).sort()];
let gallery: Gallery;
let engine: Engine;

beforeAll(async () => {
  gallery = await Gallery.start();
  gallery.server.apiKey = 'the key';
  gallery.server.clear();
  const { main, program } = gallery.packages;
  for (const { name } of platforms) {
    await variant(program, folder, { platform: name });
  }
  for (const file of [main, program]) {
    copyFileSync(file, path.join(folder, path.basename(file)));
  }
  // Without this folder, NuGet would write its settings to the current folder.
  mkdirSync(path.join(gallery.home, '.config'));
  engine = await gallery.engine();
  await engine.run(`Register-PSResourceRepository -Name feed -Uri ${gallery.server.v2} -Trusted`);
});

afterAll(async () => {
  await gallery.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Pushes the packages in a folder with this API key. */
function push(key: string, from = folder) {
  gallery.server.pushed.length = 0;
  const script = path.join(repositoryRoot, 'build', 'release', 'push.ps1');
  return engine.run(
    `$env:GALLERY_API_KEY = ${psQuote(key)}; & ${psQuote(script)} -Path ${psQuote(from)} -Repository feed`,
  );
}

const answered = (status: number, all: readonly string[] = names) =>
  all.map((name) => `${name} ${moduleVersion} ${status}`);

test('another key ends the push at the first package', async () => {
  const result = await push('another key');
  expect(errorsOf(result).map(({ message }) => message)).toEqual([expect.stringContaining('403')]);
  expect(JSON.stringify(result)).not.toContain('another key');
  expect(gallery.server.pushed).toEqual(answered(403, [mainName]));
});

test('a push that broke off goes on, with the package that all others need in front', async () => {
  gallery.server.failAfter = 3;
  expect(errorsOf(await push('the key'))).toHaveLength(1);
  // The client retries the same package.
  expect([...new Set(gallery.server.pushed)]).toEqual([
    ...answered(201, names.slice(0, 3)),
    ...answered(500, names.slice(3, 4)),
  ]);
  gallery.server.failAfter = Number.POSITIVE_INFINITY;
  const said = texts(await push('the key'));
  expect(gallery.server.pushed).toEqual([
    ...answered(409, names.slice(0, 3)),
    ...answered(201, names.slice(3)),
  ]);
  expect(said.map((line) => /pushed|already/i.exec(line)?.[0])).toEqual([
    ...Array(3).fill('already'),
    ...Array(names.length - 3).fill('Pushed'),
  ]);
});

test('what was pushed can be installed', async () => {
  texts(await engine.run(`Install-PSResource -Name ${programName} -Repository feed`));
  expect(texts(await engine.run(installed))).toEqual(pairs(moduleVersion));
});

test('without a key or a package the push says what is missing', async () => {
  expect(errorsOf(await push('')).map(({ message }) => message)).toEqual([
    'There is no key to push with: set GALLERY_API_KEY.',
  ]);
  const empty = mkdtempSync(path.join(folder, 'empty-'));
  expect(errorsOf(await push('the key', empty)).map(({ message }) => message)).toEqual([
    `There is no package in ${empty}.`,
  ]);
  expect(gallery.server.pushed).toEqual([]);
});
