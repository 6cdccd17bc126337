import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
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

beforeAll(async () => {
  server = await GraphServer.start();
});

afterAll(() => server.close());

/** Starts an engine for the tests of a group. */
function ownEngine(): void {
  beforeAll(async () => {
    engine = await Engine.start();
  });
  afterAll(() => engine.close());
}

async function texts(script: string, runspace = 'main'): Promise<string[]> {
  const { output, errors, terminating } = await engine.run(script, { runspace });
  expect([terminating, ...errors]).toEqual([null]);
  return output.map(({ text }) => text);
}

describe('beside an assembly that has types of the same names and was loaded first', () => {
  ownEngine();

  beforeAll(async () => {
    // Microsoft's modules load their assemblies in the same way. PowerShell searches the assemblies of modules for types
    // first, in their load order.
    await texts(`
      Import-Module -Name ${psQuote(otherAssembly)}
      $before = [${models}.MicrosoftGraphPartnerSecurityScore]
      ${importModule}; ${connect(server, accessToken())}`);
  });

  test('the command has its own types, and takes models of the others [models.beside]', async () => {
    const [assembly, ...rest] = await texts(`
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
        $before -eq [${models}.MicrosoftGraphPartnerSecurityScore]
        $before.Assembly.GetName().Name`),
    ).toEqual(['True', 'OtherModule.Private']);
  });
});

describe('beside a module that has Connect-MgGraph', () => {
  ownEngine();

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
    expect(await texts(script, kind)).toEqual([kind]);
  });

  test('ours is exported where none is loaded, also when imported again', async () => {
    expect(
      await texts(
        `${importModule}; ${importModule} -Force; (Get-Command Connect-MgGraph).ModuleName`,
        'alone',
      ),
    ).toEqual(['PartnerSecurityScore']);
  });
});
