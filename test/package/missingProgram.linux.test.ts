// Tests the messages for a backend that is not installed, and where the module looks for the backend. The tests use
// Linux home folders.
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { moduleVersion } from '../../build/manifest.ts';
import { backendName, hostPlatform } from '../../build/platforms.ts';
import { type Engine, errorsOf } from '../support/engine.ts';
import { GraphServer } from '../support/graphServer.ts';
import { command, connect } from '../support/lab.ts';
import { accessToken } from '../support/tokens.ts';
import { Gallery, mainName, older, programName, texts } from './support/gallery.ts';

let gallery: Gallery;
let engine: Engine;
let graph: GraphServer;
let runspaces = 0;

beforeAll(async () => {
  [gallery, graph] = await Promise.all([Gallery.start(), GraphServer.start()]);
  await gallery.publishFor('win-x64');
  engine = await gallery.engine();
  await run(`Register-PSResourceRepository -Name feed -Uri ${gallery.server.v2} -Trusted`);
});

beforeEach(() => {
  runspaces += 1;
  gallery.uninstallAll();
});

afterEach(() => engine.closeRunspace(`${runspaces}`));

afterAll(async () => {
  await gallery.close();
  await graph.close();
});

const run = async (script: string) => texts(await engine.run(script, { runspace: `${runspaces}` }));
const install = (name: string, version = moduleVersion) =>
  `Install-PSResource -Name ${name} -Version ${version} -Repository feed -SkipDependencyCheck`;

const { name: platform } = hostPlatform();
const missing = `The backend of ${mainName} ${moduleVersion} for ${platform} is not installed.`;
const remedy = (name = programName) => `'Install-PSResource -Name ${name} -Version ${moduleVersion}'`;

/**
 * Imports the module and signs in. Expects the sign-in to fail with the text of the import's warning, and with the
 * outcome before the remedy. Returns the warning.
 */
async function said(name = mainName): Promise<string> {
  const result = await engine.run(`Import-Module -Name ${name}`, { runspace: `${runspaces}` });
  texts(result);
  const [failure] = errorsOf(await engine.run(connect(graph, accessToken()), { runspace: `${runspaces}` }));
  const [warning = ''] = result.warnings;
  expect(failure?.message).toBe(warning.replace(' To install', ' Nothing was sent. To install'));
  expect(failure?.fullyQualifiedErrorId).toMatch(/^BackendNotStarted,/);
  return warning;
}

describe('without its program the module says what to type', () => {
  test('where nothing but it is installed', async () => {
    await run(install(mainName));
    expect(await said()).toBe(`${missing} To install the backend, run ${remedy()}.`);
  });

  test('where the package of another platform is, when that is imported', async () => {
    await run(`Install-PSResource -Name ${mainName}.win-x64 -Repository feed`);
    expect(await said(`${mainName}.win-x64`)).toBe(
      `${missing} A package for another system is installed: ${mainName}.win-x64. To install the backend, run ${remedy()}.`,
    );
  });

  test.each([
    ['.NET built for musl', 'linux-musl-x64'],
    ["Alpine's own .NET", 'alpine.3.22-x64'],
  ])('where the program is for another C library: %s', async (_, host) => {
    await run(`${install(mainName)}; ${install(programName)}`);
    const musl = `linux-musl-${process.arch}`;
    await run(`$host64 = [System.AppDomain]::CurrentDomain.GetData('RUNTIME_IDENTIFIER')
      [System.AppDomain]::CurrentDomain.SetData('RUNTIME_IDENTIFIER', '${host}')`);
    try {
      expect(await said()).toBe(
        `${missing.replace(platform, musl)} A package for another system is installed: ${programName}. To install the backend, run ${remedy(`${mainName}.${musl}`)}.`,
      );
    } finally {
      await run("[System.AppDomain]::CurrentDomain.SetData('RUNTIME_IDENTIFIER', $host64)");
    }
  });

  test('where its package lost it, and what it says to type brings it back alone', async () => {
    await run(install(mainName));
    await run(install(programName));
    const program = path.join(gallery.modules, programName, moduleVersion, backendName(hostPlatform()));
    rmSync(program);
    const script = path.join(gallery.modules, mainName, moduleVersion, `${mainName}.psm1`);
    const { ino } = statSync(script);
    const message = await said();
    expect(message).toBe(
      `${missing} To install the backend, run ${remedy().slice(0, -1)} -Reinstall -SkipDependencyCheck'.`,
    );
    const [typed = ''] = /Install-PSResource [^']*/.exec(message) ?? [];
    await run(typed);
    expect([existsSync(program), statSync(script).ino]).toEqual([true, ino]);
  });

  test('where only the module was updated: the old pair goes on, and what it says to type helps', async () => {
    await run(`${install(programName, older)}; ${install(mainName, older)}`);
    await run(`Update-PSResource -Name ${mainName} -Repository feed`);
    const message = await said();
    expect(message).toBe(
      `${missing} To install the backend, run ${remedy()}. Version ${older} is installed with its backend. To use it, start a new PowerShell session and run 'Import-Module -Name ${mainName} -RequiredVersion ${older}'.`,
    );
    const [typed = ''] = /Install-PSResource [^']*/.exec(message) ?? [];
    await run(`${typed}\n${connect(graph, accessToken())}\n$null = ${command} -CurrentScore 2.5`);
    expect(graph.requests.map(({ text }) => text)).toEqual(['{"currentScore":2.5}']);
    graph.requests.length = 0;
  });
});

test('the module for all users finds the program that one user has', async () => {
  await run(install(programName));
  await run(install(mainName));
  const all = path.join(gallery.home, 'all-users');
  mkdirSync(all);
  renameSync(path.join(gallery.modules, mainName), path.join(all, mainName));
  expect(readdirSync(gallery.modules)).toEqual([programName]);
  // A path relative to the current folder must not count.
  const other = await gallery.engine([all, 'modules', '', gallery.modules].join(path.delimiter));
  try {
    texts(await other.run(`${connect(graph, accessToken())}; $null = ${command} -CurrentScore 3.5`));
    expect(graph.requests.map(({ text }) => text)).toEqual(['{"currentScore":3.5}']);
    const loaded = (await other.assemblies()).map(({ location }) => location);
    expect(loaded.filter((file) => file.startsWith(path.join(gallery.modules, programName)))).toHaveLength(1);
  } finally {
    await other.close();
    rmSync(all, { recursive: true });
  }
});

test('a program in the current folder is not started', async () => {
  await run(`${install(mainName)}; ${install(programName)}`);
  const here = path.join(gallery.home, 'here');
  renameSync(gallery.modules, here);
  mkdirSync(gallery.modules);
  renameSync(path.join(here, mainName), path.join(gallery.modules, mainName));
  await run(`[System.Environment]::CurrentDirectory = '${here}'; $env:PSModulePath += ':.:'`);
  try {
    expect(
      (await engine.run(`Import-Module -Name ${mainName}`, { runspace: `${runspaces}` })).warnings,
    ).toEqual([`${missing} To install the backend, run ${remedy()}.`]);
  } finally {
    await run(
      "[System.Environment]::CurrentDirectory = '/'; $env:PSModulePath = $env:PSModulePath -replace ':\\.:$'",
    );
    rmSync(here, { recursive: true });
  }
});
