import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { psQuote, withoutErrors } from '../support/engine.ts';
import { command, connect, importModule, Lab } from '../support/lab.ts';
import { findModulesIn, modulesFolder } from '../support/module.ts';
import { accessToken, tenantsOf } from '../support/tokens.ts';

const name = 'PartnerSecurityScore';
const folder = mkdtempSync(path.join(tmpdir(), 'pss-loading-'));

let lab: Lab;
let count = 0;

beforeAll(async () => {
  lab = await Lab.start({ env: { PSModuleAnalysisCachePath: path.join(folder, 'cache') } });
});

afterAll(async () => {
  await lab.close();
  rmSync(folder, { recursive: true, force: true });
});

beforeEach(() => {
  count += 1;
  lab.server.requests.length = 0;
});

/** Runs a script in a new runspace with the module in its module path, and returns its output. */
async function texts(script: string): Promise<string[]> {
  const result = await lab.run(`${findModulesIn(modulesFolder, folder)}; ${script}`, {
    runspace: `${count}`,
  });
  return withoutErrors(result).output.map(({ text }) => text);
}

/** Writes a file to the folder, which is also in the module path, and returns its path. */
function write(file: string, content: string): string {
  const full = path.join(folder, file);
  mkdirSync(path.dirname(full), { recursive: true });
  writeFileSync(full, content);
  return full;
}

const loaded = `@(Get-Module -Name ${name}).Count`;
const update = `(${command} -CurrentScore 2.5).CurrentScore`;
const signIn = () => connect(lab.server, accessToken({ tid: 'own' }));

describe('the module is loaded', () => {
  test.each([
    ['a command of it', `${command} -CurrentScore 1 -WhatIf`],
    ['the sign-in', '$null = Get-MgContext'],
    ['the name of one of its commands', `$null = Get-Command -Name ${command}`],
  ])('by %s, from a folder of the path', async (_, first) => {
    expect(await texts(`${loaded}; ${first}; ${loaded}; ${signIn()}; ${update}`)).toEqual(['0', '1', '2.5']);
    expect(tenantsOf(lab.server.requests)).toEqual(['own']);
  });

  test.each([
    ['#requires', `#requires -Modules ${name}\n`],
    ['using module', `using module ${name}\n`],
    ['#requires with a version', `#requires -Modules @{ ModuleName = '${name}'; ModuleVersion = '0.1' }\n`],
  ])('by %s', async (_, first) => {
    const script = write('script.ps1', `${first}param()\n${loaded}\n${signIn()}\n${update}\n`);
    expect(await texts(`& ${psQuote(script)}`)).toEqual(['1', '2.5']);
    expect(tenantsOf(lab.server.requests)).toEqual(['own']);
  });

  test('as a module that another one requires, whose functions use it', async () => {
    const manifest =
      "@{ RootModule = 'Scores.psm1'; ModuleVersion = '1.0'; FunctionsToExport = 'Set-Score'; RequiredModules = @('PartnerSecurityScore') }";
    write('Scores/Scores.psd1', manifest);
    write(
      'Scores/Scores.psm1',
      `function Set-Score { [CmdletBinding()] param($Score) (${command} -CurrentScore $Score).CurrentScore }`,
    );
    const script = `${signIn()}; Set-Score -Score 3.5; ${loaded}`;
    expect(await texts(`Import-Module -Name Scores; ${script}`)).toEqual(['3.5', '1']);
    expect(tenantsOf(lab.server.requests)).toEqual(['own']);
  });

  test('with a prefix', async () => {
    const prefixed = (script: string) => script.replaceAll('-Mg', '-OwnMg');
    expect(
      await texts(
        `Import-Module -Name ${name} -Prefix Own; ${prefixed(`${signIn()}; ${update}`)}; Get-Command -ListImported -Name '*-Mg*'`,
      ),
    ).toEqual(['2.5']);
    expect(tenantsOf(lab.server.requests)).toEqual(['own']);
  });
});

describe('a sign-in with a token', () => {
  const remove = `Remove-Module -Name ${name}`;

  test.each([
    ['Import-Module -Force, twice', `${importModule} -Force; ${importModule} -Force`],
    ['Remove-Module and a new import', `${remove}; ${loaded}; ${importModule}`],
  ])('outlives %s', async (_, script) => {
    const output = await texts(
      `${importModule}; ${signIn()}; ${script}; ${loaded}; ${update}; (Get-MgContext).TenantId`,
    );
    expect(output.slice(-3)).toEqual(['1', '2.5', 'own']);
    expect(tenantsOf(lab.server.requests)).toEqual(['own']);
  });
});

test('Remove-Module takes every command away', async () => {
  const any = `[bool](Get-Command -All -ListImported | Where-Object Source -eq ${name})`;
  const script = `${importModule}; ${any}; Remove-Module -Name ${name}; ${any}`;
  expect(await texts(script)).toEqual(['True', 'False']);
});

describe('the sign-in commands', () => {
  test('D14: have the aliases Connect-Graph and Disconnect-Graph', async () => {
    const script = signIn().replace('Connect-MgGraph', 'Connect-Graph');
    expect(await texts(`${script}; ${update}; (Disconnect-Graph).TenantId`)).toEqual(['2.5', 'own']);
    expect(tenantsOf(lab.server.requests)).toEqual(['own']);
  });

  test('D14: load the module by an alias too', async () => {
    const aliases = '(Get-Alias -Name Connect-Graph, Disconnect-Graph).Definition';
    expect(await texts(`$null = Get-Command -Name Disconnect-Graph; ${loaded}; ${aliases}`)).toEqual([
      '1',
      'Connect-MgGraph',
      'Disconnect-MgGraph',
    ]);
  });

  test('D1: are cmdlets, as in the original [sign-in.cmdlets]', async () => {
    const script = `Get-Command -Module ${name} | Where-Object Name -match '-Mg(Graph|Context|Environment|RequestContext)$'`;
    const kinds = await texts(
      `${importModule}; ${script} | Sort-Object Name | ForEach-Object { "$($_.CommandType) $_" }`,
    );
    expect(kinds).toEqual([
      'Cmdlet Add-MgEnvironment',
      'Cmdlet Connect-MgGraph',
      'Cmdlet Disconnect-MgGraph',
      'Cmdlet Get-MgContext',
      'Cmdlet Get-MgEnvironment',
      'Cmdlet Get-MgRequestContext',
      'Cmdlet Remove-MgEnvironment',
      'Cmdlet Set-MgEnvironment',
      'Cmdlet Set-MgRequestContext',
    ]);
  });
});
