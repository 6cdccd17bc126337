import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Engine, psQuote } from '../support/engine.ts';
import { GraphServer } from '../support/graphServer.ts';
import { command, connect, importModule, models } from '../support/lab.ts';
import { repositoryRoot } from '../support/module.ts';
import { accessToken } from '../support/tokens.ts';

const otherAssembly = path.join(
  repositoryRoot,
  'artifacts',
  'bin',
  'OtherModule',
  'release',
  'OtherModule.Private.dll',
);
const otherModule = path.join(repositoryRoot, 'test', 'other-module', 'OtherModule.psm1');

let engine: Engine;
let server: GraphServer;

beforeEach(async () => {
  [engine, server] = await Promise.all([Engine.start(), GraphServer.start()]);
});

afterEach(async () => {
  await engine.close();
  await server.close();
});

async function texts(script: string): Promise<string[]> {
  const { output, errors, terminating } = await engine.run(script);
  expect([terminating, ...errors]).toEqual([null]);
  return output.map(({ text }) => text);
}

describe('beside an assembly that has types of the same names and was loaded first', () => {
  // Microsoft's modules load their assemblies in the same way. PowerShell searches the assemblies of modules for types
  // first, in their load order.
  const loadOther = `Import-Module -Name ${psQuote(otherAssembly)}`;

  test('the command has its own types, and takes models of the others [models.beside]', async () => {
    const [assembly, ...rest] = await texts(`
      ${loadOther}; ${importModule}; ${connect(server, accessToken())}
      (Get-Command ${command}).Parameters['BodyParameter'].ParameterType.Assembly.GetName().Name
      $entry = [${models}.MicrosoftGraphPartnerSecurityScoreHistory]@{ Score = 3 }
      $entry.AdditionalProperties['extra'] = 1
      $other = [${models}.MicrosoftGraphPartnerSecurityScore]@{ CurrentScore = 85.4; UpdatedDateTime = [datetime]::new(638313410414261872, 'Utc'); History = $entry }
      $other.AdditionalProperties['unknown'] = 'kept'
      $other.GetType().Assembly.GetName().Name
      $null = ${command} -BodyParameter $other
      $null = $other | ${command}
      $null = ${command} -History $entry
      $step = { param($req, $callback, $next) $next.SendAsync($req, $callback) }
      $null = ${command} -HttpPipelinePrepend $step -History @{ score = 1 }`);
    expect(assembly).toBe('PartnerSecurityScore.Types');
    expect(rest).toEqual(['OtherModule.Private']);
    const whole =
      '{"unknown":"kept","currentScore":85.4,"updatedDateTime":"2023-09-26T16:04:01.4261872Z","history":[{"extra":1,"score":3}]}';
    expect(server.requests.map(({ text }) => text)).toEqual([
      whole,
      whole,
      '{"history":[{"extra":1,"score":3}]}',
      '{"history":[{"score":1}]}',
    ]);
  });

  test('the other types stay what their names mean', async () => {
    expect(
      await texts(`
        ${loadOther}
        $before = [${models}.MicrosoftGraphPartnerSecurityScore]
        ${importModule}
        $before -eq [${models}.MicrosoftGraphPartnerSecurityScore]
        $before.Assembly.GetName().Name`),
    ).toEqual(['True', 'OtherModule.Private']);
  });
});

describe('beside a module that has Connect-MgGraph', () => {
  test('ours does not hide it, and works by the name of its module', async () => {
    expect(
      await texts(`
        Import-Module ${psQuote(otherModule)}
        ${importModule}
        Connect-MgGraph
        Get-MgContext
        ${connect(server, accessToken()).replace('Connect-MgGraph', 'PartnerSecurityScore\\Connect-MgGraph')}
        (${command} -CurrentScore 2).CurrentScore`),
    ).toEqual(['the other Connect-MgGraph', 'the other Get-MgContext', '2']);
  });

  test.each([
    ['an alias', `\${alias:Connect-MgGraph} = 'Get-Module'`, 'Alias'],
    ['a function that came later', `${importModule}; Import-Module ${psQuote(otherModule)}`, 'Function'],
  ])('ours does not hide %s', async (_, before, kind) => {
    const script = `${before}; ${importModule} -Force; [string](Get-Command -Name Connect-MgGraph).CommandType`;
    expect(await texts(script)).toEqual([kind]);
  });

  test('ours is exported where none is loaded, also when imported again', async () => {
    expect(
      await texts(`${importModule}; ${importModule} -Force; (Get-Command Connect-MgGraph).ModuleName`),
    ).toEqual(['PartnerSecurityScore']);
  });
});
