// Installs with the protocol of the PowerShell Gallery. The tests use Linux home folders.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { moduleVersion } from '../../build/manifest.ts';
import { blocks } from '../docs/blocks.ts';
import { type Engine, errorsOf, psQuote } from '../support/engine.ts';
import { GraphServer } from '../support/graphServer.ts';
import { command, connect } from '../support/lab.ts';
import { accessToken } from '../support/tokens.ts';
import { Gallery, installed, mainName, older, pairs, programName, texts } from './support/gallery.ts';

let gallery: Gallery;
let engine: Engine;
let graph: GraphServer;

beforeAll(async () => {
  [gallery, graph] = await Promise.all([Gallery.start(), GraphServer.start()]);
  engine = await gallery.engine();
});

afterAll(async () => {
  await gallery.close();
  await graph.close();
});

const run = async (script: string) => texts(await engine.run(script));

/**
 * A script that defines an empty stand-in for the proxy type of PowerShellGet 2. If the type exists, the import of
 * PowerShellGet 2 does not compile it, which saves time.
 */
const proxyType = `$null = [System.Reflection.Emit.AssemblyBuilder]::DefineDynamicAssembly('stand-in', 'Run').
    DefineDynamicModule('stand-in').
    DefineType('Microsoft.PowerShell.Commands.PowerShellGet.InternalWebProxy', 'Public').CreateType()`;

/** Signs in and sends a score with the installed module, and then unloads the module. */
async function send(): Promise<void> {
  await run(`${connect(graph, accessToken())}; $null = ${command} -CurrentScore 2.5`);
  expect(graph.requests.splice(0).map(({ text }) => text)).toEqual(['{"currentScore":2.5}']);
  // When PowerShell loads a module, it reads the format files of all loaded modules again. With fewer modules, that is
  // faster.
  await run(`Remove-Module -Name ${mainName}`);
}

test("the README's commands install the module from what stands for the PowerShell Gallery", async () => {
  for (const platform of ['win-x64', 'osx-arm64']) {
    await gallery.publishFor(platform);
  }
  await run('Register-PSResourceRepository -PSGallery -Trusted -Force');
  const file = path.join(gallery.home, '.local/share/PSResourceGet/PSResourceRepository.xml');
  const repositories = readFileSync(file, 'utf8');
  const changed = repositories.replaceAll('https://www.powershellgallery.com/api/v2', gallery.server.v2);
  expect(changed).not.toBe(repositories);
  writeFileSync(file, changed);
  const code = blocks()
    .filter((block) => block.file === 'README.md' && block.code.includes('Install-PSResource'))
    .map((block) => block.code);
  expect(code).toHaveLength(1);
  await run(code.join());
  expect(await run(installed)).toEqual(expect.arrayContaining(pairs(moduleVersion)));
  await send();
  gallery.uninstallAll();
});

// The tests depend on each other. As one test, they would take longer than a test's time limit on a busy machine.
describe('PowerShellGet 2', () => {
  test('finds it with its dependency', async () => {
    await run(`${proxyType}
      Import-Module -Name PowerShellGet -MaximumVersion 2.99
      Register-PSRepository -Name feed -SourceLocation ${gallery.server.v2} -InstallationPolicy Trusted`);
    expect(
      await run(
        `Find-Module -Name ${programName} -Repository feed | ForEach-Object { "$($_.Name) $($_.Version) $($_.Dependencies.Name) $($_.Dependencies.RequiredVersion)" }`,
      ),
    ).toEqual([`${programName} ${moduleVersion} ${mainName} ${moduleVersion}`]);
  });

  test('installs it', async () => {
    await run(
      `Install-Module -Name ${programName} -RequiredVersion ${older} -Repository feed -Scope CurrentUser`,
    );
    expect(await run(installed)).toEqual(pairs(older));
  });

  test('updates it', async () => {
    await run(`Update-Module -Name ${programName}`);
    expect(await run(installed)).toEqual(pairs(older, moduleVersion));
    await send();
  });

  test('saves it', async () => {
    const saved = path.join(gallery.home, 'saved');
    mkdirSync(saved);
    await run(`Save-Module -Name ${programName} -Repository feed -Path ${psQuote(saved)}`);
    expect(readdirSync(saved).sort()).toEqual([mainName, programName]);
  });

  test('does not uninstall what the program needs', async () => {
    // For each version to uninstall, PowerShellGet 2 starts a job, which is slow. One version is enough for this test.
    const uninstall = `Uninstall-Module -Name ${mainName} -RequiredVersion ${moduleVersion}`;
    const [refused] = errorsOf(await engine.run(uninstall));
    expect(refused?.message).toContain(programName);
  });

  test('uninstalls the program, and then the module', async () => {
    await run(`Uninstall-Module -Name ${programName} -AllVersions`);
    await run(`Uninstall-Module -Name ${mainName} -AllVersions`);
    expect(await run(installed)).toEqual([]);
  });
});
