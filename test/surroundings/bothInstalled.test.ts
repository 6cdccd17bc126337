import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Engine, withoutErrors } from '../support/engine.ts';
import { GraphServer } from '../support/graphServer.ts';
import { command, connect, secret } from '../support/lab.ts';
import { findModulesIn, moduleFolder, repositoryRoot } from '../support/module.ts';
import { accessToken, tenantsOf } from '../support/tokens.ts';

const own = 'PartnerSecurityScore';
const other = 'Microsoft.Graph.Authentication';
const otherFolder = path.join(repositoryRoot, 'test', 'other-module');
const broken = mkdtempSync(path.join(tmpdir(), 'pss-broken-'));

const orders = [
  ['ours in front', [moduleFolder, otherFolder]],
  ['theirs in front', [otherFolder, moduleFolder]],
] as const;

let engine: Engine;
let server: GraphServer;
let count = 0;

beforeAll(async () => {
  mkdirSync(path.join(broken, other));
  writeFileSync(
    path.join(broken, other, `${other}.psd1`),
    "@{ RootModule = 'gone.dll'; ModuleVersion = '2.0'; CmdletsToExport = 'Connect-MgGraph' }",
  );
  [engine, server] = await Promise.all([
    Engine.start({ env: { PSModuleAnalysisCachePath: path.join(broken, 'cache') } }),
    GraphServer.start(),
  ]);
  // Our session of the process is none: the runspace that imports the module first does not sign in.
  await texts([moduleFolder], `Import-Module -Name ${own}`, 'ours');
});

afterAll(async () => {
  await engine.close();
  await server.close();
  rmSync(broken, { recursive: true, force: true });
});

beforeEach(async () => {
  count += 1;
  // Their sign-in is one for the process.
  await texts([otherFolder], `$null = ${other}\\Disconnect-MgGraph`, 'theirs');
  server.requests.length = 0;
});

/** Runs a script in a new runspace that finds modules in these folders, and gives what it writes. */
async function texts(folders: readonly string[], script: string, runspace = `${count}`): Promise<string[]> {
  const result = await engine.run(`${findModulesIn(...folders)}; ${script}`, { runspace });
  return withoutErrors(result).output.map(({ text }) => text);
}

const signIn = () => connect(server, accessToken({ tid: 'theirs' }));
const source = '(Get-Command -Name Connect-MgGraph).Source';
const update = `$null = ${command} -CurrentScore 1`;

describe.each(orders)('both modules installed, %s', (_, folders) => {
  const isOursInFront = folders[0] === moduleFolder;

  describe('a script that only uses theirs is theirs to answer', () => {
    const isTheirs = async (first: string) =>
      expect(await texts(folders, `${first}; ${source}`)).toEqual([other]);

    const withToken = `${secret('token', accessToken())}; $null = NAME -AccessToken $token -NoWelcome`;

    (isOursInFront ? test.failing : test).each([
      ['Connect-MgGraph', withToken.replace('NAME', 'Connect-MgGraph')],
      ['Get-MgContext', '$null = Get-MgContext'],
      ['Add-MgEnvironment', '$null = Add-MgEnvironment -Name x -GraphEndpoint https://x.example'],
      ['Get-MgRequestContext', '$null = Get-MgRequestContext'],
    ])('D1: when it begins with %s', (_, first) => isTheirs(first));

    test.each([
      ['Connect-Graph', withToken.replace('NAME', 'Connect-Graph')],
      ['Get-MgGraphOption', '$null = Get-MgGraphOption'],
      ['Import-Module', `Import-Module -Name ${other}`],
    ])('when it begins with %s', (_, first) => isTheirs(first));

    (isOursInFront ? test.failing : test)('D1: when it signs in and sends', async () => {
      await texts(
        folders,
        `${signIn()}; $null = Invoke-MgGraphRequest -Method PATCH -Uri /beta/security/partner/securityScore -Body '{}'`,
      );
      expect(tenantsOf(server.requests)).toEqual(['theirs']);
    });
  });

  test.failing('D1: the sign-in commands are theirs where a command of ours loads our module', async () => {
    expect(
      await texts(folders, `${command} -CurrentScore 1 -WhatIf; ${source}; ${signIn()}; ${update}`),
    ).toEqual([other]);
    expect(tenantsOf(server.requests)).toEqual(['theirs']);
  });

  test.failing('D1: theirs hides ours where it is imported later', async () => {
    const imports = `Import-Module -Name ${own}; ${source}; Import-Module -Name ${other}; ${source}`;
    expect(await texts(folders, imports)).toEqual([own, other]);
  });

  test('ours answers where it is imported by name first', async () => {
    expect(
      await texts(folders, `Import-Module -Name ${own}; ${source}; ${signIn()}; ${source}; ${update}`),
    ).toEqual([own, own]);
    expect(tenantsOf(server.requests)).toEqual(['theirs']);
  });

  test('a command of ours uses their sign-in', async () => {
    await texts(folders, `Import-Module -Name ${other}; ${signIn()}; ${update}`);
    expect(tenantsOf(server.requests)).toEqual(['theirs']);
  });

  test.failing('C9: a command of ours uses their sign-in in runspaces that they are not loaded in', async () => {
    await texts(
      folders,
      `Import-Module -Name ${other}; ${signIn()}; 1, 2 | ForEach-Object -ThrottleLimit 1 -Parallel { ${update} }`,
    );
    expect(tenantsOf(server.requests)).toEqual(['theirs', 'theirs']);
  });
});

test('ours answers where theirs is installed and can not be loaded', async () => {
  expect(
    await texts([moduleFolder, broken], `$null = Get-MgContext; ${source}; ${signIn()}; ${update}`),
  ).toEqual([own]);
  expect(tenantsOf(server.requests)).toEqual(['theirs']);
});
