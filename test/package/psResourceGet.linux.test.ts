// The tests use Linux home folders.
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { moduleVersion } from '../../build/manifest.ts';
import { backendName, hostPlatform } from '../../build/platforms.ts';
import { read } from '../docs/blocks.ts';
import { type Engine, errorsOf, psQuote } from '../support/engine.ts';
import { GraphServer } from '../support/graphServer.ts';
import { internals } from '../support/internals.ts';
import { command, connect } from '../support/lab.ts';
import { accessToken } from '../support/tokens.ts';
import { Gallery, installed, mainName, newer, older, pairs, programName, texts } from './support/gallery.ts';

let gallery: Gallery;
let engine: Engine;
let graph: GraphServer;

beforeAll(async () => {
  [gallery, graph] = await Promise.all([Gallery.start(), GraphServer.start()]);
  await gallery.publishFor('win-x64');
  engine = await gallery.engine();
  await run(`Register-PSResourceRepository -Name feed -Uri ${gallery.server.v3} -Trusted`);
});

beforeEach(() => {
  graph.requests.length = 0;
});

afterAll(async () => {
  await gallery.close();
  await graph.close();
});

const run = async (script: string, runspace = 'main') => texts(await engine.run(script, { runspace }));
const install = (name: string, version = moduleVersion) =>
  `Install-PSResource -Name ${name} -Version ${version} -Repository feed`;

/** Signs in and sends a score in a runspace. */
async function send(score: string, runspace?: string, before = ''): Promise<void> {
  await run(
    `${before}\n${connect(graph, accessToken())}\n$null = ${command} -CurrentScore ${score}`,
    runspace,
  );
  expect(graph.requests.map(({ text }) => text)).toEqual([`{"currentScore":${score}}`]);
}

test('one command installs, and the next one sends', async () => {
  await gallery.publish('0.2.0-beta1');
  expect(await run(`(Find-PSResource -Name ${programName} -Repository feed).Version`)).toEqual([
    moduleVersion,
  ]);
  await run(`Install-PSResource -Name ${programName} -Repository feed`);
  expect(await run(installed)).toEqual(pairs(moduleVersion));
  await send('2.5');
  expect(await run(`(Get-Module -Name ${mainName}).ModuleBase`)).toEqual([
    path.join(gallery.modules, mainName, moduleVersion),
  ]);
  const native = path.join(gallery.modules, programName, moduleVersion, 'ahead');
  const loaded = (await engine.assemblies()).map(({ location }) => location);
  expect(loaded.filter((file) => file.startsWith(native))).toHaveLength(1);
});

test('the backend begins with as much memory as the README says', async () => {
  const [, least] = /from (\d+) to \d+ MB of memory/.exec(read('README.md')) ?? [];
  const [id] = await run('[PartnerSecurityScore.BackendHost]::ProcessId');
  const [, resident] = /^Rss: +(\d+) kB/m.exec(readFileSync(`/proc/${id}/smaps_rollup`, 'utf8')) ?? [];
  expect(Math.abs((Number(resident) * 1024) / 1_000_000 / Number(least) - 1)).toBeLessThan(0.2);
});

test('the module for a platform brings the other one when it is imported', async () => {
  await send('3.5', 'imported', `Import-Module -Name ${programName}`);
});

test('an update brings both beside the version that is loaded, which goes on', async () => {
  await gallery.publish(newer);
  await run(`Update-PSResource -Name ${programName} -Repository feed`);
  expect(await run(installed)).toEqual(pairs(moduleVersion, newer));
  await run(`$null = ${command} -CurrentScore 4.5`);
  expect(graph.requests).toHaveLength(1);
  graph.requests.length = 0;
  await send('5.5', 'older', `Import-Module -Name ${mainName} -RequiredVersion ${moduleVersion}`);
});

test('neither is taken away while it is needed, and both on demand', async () => {
  const uninstall = (name: string) => `Uninstall-PSResource -Name ${name} -Version '*'`;
  const [refused] = errorsOf(await engine.run(uninstall(mainName)));
  expect(refused?.message).toContain(programName);
  await run(`${uninstall(programName)}; ${uninstall(mainName)}`);
  expect(readdirSync(gallery.modules)).toEqual([]);
});

test('what is saved needs no network: as modules, and as packages', async () => {
  const [modules, packages] = ['saved', 'packages'].map((name) => path.join(gallery.home, name));
  for (const folder of [modules, packages]) {
    mkdirSync(folder ?? '');
  }
  const save = `Save-PSResource -Name ${programName} -Version ${moduleVersion} -Repository feed -TrustRepository`;
  await run(`${save} -Path ${psQuote(modules ?? '')}; ${save} -AsNupkg -Path ${psQuote(packages ?? '')}`);
  const asked = gallery.server.asked.length;
  const offline = await gallery.engine(modules);
  try {
    texts(await offline.run(`${connect(graph, accessToken())}; $null = ${command} -CurrentScore 6.5`));
    expect(graph.requests.map(({ text }) => text)).toEqual(['{"currentScore":6.5}']);
  } finally {
    await offline.close();
  }
  await run(`Register-PSResourceRepository -Name folder -Uri ${psQuote(packages ?? '')} -Trusted
    Install-PSResource -Name ${programName} -Repository folder`);
  expect(await run(installed)).toEqual(pairs(moduleVersion));
  expect(gallery.server.asked).toHaveLength(asked);
  gallery.uninstallAll();
});

test('an old version is installed as a pair, and both are brought up to date from there', async () => {
  await run(install(programName, older));
  expect(await run(installed)).toEqual(pairs(older));
  await run(`Update-PSResource -Name ${programName} -Version ${moduleVersion} -Repository feed`);
  expect(await run(installed)).toEqual(pairs(older, moduleVersion));
  gallery.uninstallAll();
});

test('a program of another prerelease is not taken for this one, though PowerShell has both in one folder', async () => {
  await gallery.publish('0.2.0-beta2');
  await run(install(programName, '0.2.0-beta1'));
  const main = path.join(gallery.modules, mainName, '0.2.0');
  const find = (version: string) =>
    run(`${internals}
      (Get-Internal NativeFiles).GetMethod('Find', $flags).Invoke($null, @(${psQuote(main)}, '${version}', ${psQuote(backendName(hostPlatform()))}))`);
  const folder = path.join(gallery.modules, programName, '0.2.0');
  const file = (label: string) => path.join(folder, label, backendName(hostPlatform()));
  expect([await find('0.2.0-beta1'), await find('0.2.0-beta2'), await find('0.2.0')]).toEqual([
    [file('beta1')],
    [''],
    [''],
  ]);
  await run(`${install(programName, '0.2.0-beta2')} -Reinstall`);
  expect([await find('0.2.0-beta1'), await find('0.2.0-beta2')]).toEqual([[''], [file('beta2')]]);
  expect(existsSync(file('beta1'))).toBe(false);
  gallery.uninstallAll();
});
