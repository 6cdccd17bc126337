import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Engine, plain, psQuote, withoutErrors } from '../support/engine.ts';
import { GraphServer } from '../support/graphServer.ts';
import { command, connect, importModule, secret } from '../support/lab.ts';
import { findModulesIn, modulesFolder, repositoryRoot } from '../support/module.ts';
import { accessToken, tenantsOf } from '../support/tokens.ts';

const own = 'PartnerSecurityScore';
const other = 'Microsoft.Graph.Authentication';
const otherFolder = path.join(repositoryRoot, 'test', 'other-module');
const folder = mkdtempSync(path.join(tmpdir(), 'pss-both-'));
const broken = path.join(folder, 'broken');

const orders = [
  ['ours in front', [modulesFolder, otherFolder]],
  ['theirs in front', [otherFolder, modulesFolder]],
] as const;

let engine: Engine;
let server: GraphServer;
let count = 0;

beforeAll(async () => {
  write(
    `broken/${other}/${other}.psd1`,
    "@{ RootModule = 'gone.dll'; ModuleVersion = '2.0'; CmdletsToExport = 'Connect-MgGraph' }",
  );
  [engine, server] = await Promise.all([
    Engine.start({ env: { PSModuleAnalysisCachePath: path.join(folder, 'cache') } }),
    GraphServer.start(),
  ]);
  // The first runspace to import the module sets the session of the process. This runspace never signs in, so the
  // process has no session.
  await texts([modulesFolder], `Import-Module -Name ${own}`, 'ours');
});

afterAll(async () => {
  await engine.close();
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

beforeEach(async () => {
  count += 1;
  // The other module has one sign-in for the whole process.
  await texts([otherFolder], `$null = ${other}\\Disconnect-MgGraph`, 'theirs');
  server.requests.length = 0;
});

/**
 * Runs a script in a runspace with these folders in its module path, and returns its output. By default, each test has
 * a separate runspace.
 */
async function texts(folders: readonly string[], script: string, runspace = `${count}`): Promise<string[]> {
  const result = await engine.run(`${findModulesIn(...folders)}; ${script}`, { runspace });
  return withoutErrors(result).output.map(({ text }) => text);
}

/** Writes a file to the tests' folder and returns its path. */
function write(file: string, content: string): string {
  const full = path.join(folder, file);
  mkdirSync(path.dirname(full), { recursive: true });
  writeFileSync(full, content);
  return full;
}

const signIn = (tid = 'signed-in') => connect(server, accessToken({ tid }));
const source = '(Get-Command -Name Connect-MgGraph).Source';
const update = `$null = ${command} -CurrentScore 1`;
const withToken = (name: string) =>
  `${secret('token', accessToken())}; $null = ${name} -AccessToken $token -NoWelcome`;

/**
 * Writes a script file and returns a command that runs it. `#requires` has no effect outside of a file, and `using` must
 * come before all other statements.
 */
const inFile = (first: string) => (then: string) =>
  `& ${psQuote(write('script.ps1', `${first}\nparam()\n${then}`))}`;

const after = (first: string) => (then: string) => `${first}; ${then}`;

/** Returns a script that first loads a module with this name in its RequiredModules. */
const requiring = (name: string) => (then: string) => {
  const manifest = write(
    `Needs${count}/Needs${count}.psd1`,
    `@{ ModuleVersion = '1.0'; RequiredModules = @('${name}') }`,
  );
  return `Import-Module -Name ${psQuote(manifest)}; ${then}`;
};

/** Ways to load one or both modules, and the module whose sign-in commands are then visible. */
const ways: readonly (readonly [way: string, script: (then: string) => string, whose: string])[] = [
  ['Connect-MgGraph', after(withToken('Connect-MgGraph')), other],
  ['Connect-Graph', after(withToken('Connect-Graph')), other],
  ['Get-MgContext', after('$null = Get-MgContext'), other],
  ['Add-MgEnvironment', after('$null = Add-MgEnvironment -Name x -GraphEndpoint https://x.example'), other],
  ['Get-MgRequestContext', after('$null = Get-MgRequestContext'), other],
  ['Get-MgGraphOption', after('$null = Get-MgGraphOption'), other],
  ['the update', after(`${command} -CurrentScore 1 -WhatIf`), other],
  ['the name of Connect-MgGraph', after('$null = Get-Command -Name Connect-MgGraph'), other],
  ['the name of the update', after(`$null = Get-Command -Name ${command}`), other],
  ['Import-Module of theirs', after(`Import-Module -Name ${other}`), other],
  ['Import-Module of ours', after(`Import-Module -Name ${own}`), own],
  ['Import-Module of ours by its path', after(importModule), own],
  ['Import-Module of ours, then of theirs', after(`Import-Module -Name ${own}, ${other}`), other],
  ['Import-Module of theirs, then of ours', after(`Import-Module -Name ${other}, ${own}`), other],
  [
    'the update, then Import-Module -Force of ours',
    after(`${command} -CurrentScore 1 -WhatIf; Import-Module -Name ${own} -Force`),
    own,
  ],
  [
    'the update, both taken out again, then Connect-MgGraph',
    after(
      `${command} -CurrentScore 1 -WhatIf; Remove-Module -Name ${own}, ${other}; ${withToken('Connect-MgGraph')}`,
    ),
    other,
  ],
  ['#requires of ours', inFile(`#requires -Modules ${own}`), other],
  [
    'Import-Module of theirs, then of ours, and again with -Force',
    after(`Import-Module -Name ${other}, ${own}; Import-Module -Name ${own} -Force`),
    other,
  ],
  [
    'theirs with a prefix, then the update',
    after(`Import-Module -Name ${other} -Prefix X; $null = Get-Command -Name ${command}`),
    other,
  ],
  ['theirs by its full name', after(`$null = ${other}\\Get-MgContext`), other],
  ['#requires of both', inFile(`#requires -Modules ${own}, ${other}`), other],
  ['#requires of theirs', inFile(`#requires -Modules ${other}`), other],
  ['using module of ours', inFile(`using module ${own}`), other],
  ['using module of theirs', inFile(`using module ${other}`), other],
  ['a module that requires ours', requiring(own), other],
  ['a module that requires theirs', requiring(other), other],
];

describe.each(orders)('both modules installed, %s, and loaded by', (_, folders) => {
  test.each(ways)(
    'D1: %s: one module answers, and its session counts [beside.installed]',
    async (_way, load, whose) => {
      const sources = "('Connect-MgGraph', 'Connect-Graph', 'Get-MgContext', 'Disconnect-MgGraph')";
      const answers = await texts(
        folders,
        load(`
        ${sources}.ForEach({ $found = Get-Command -Name $_; if ($found.ResolvedCommand) { $found.ResolvedCommand.Source } else { $found.Source } })
        (Get-Command -Name ${command}).Source
        ${signIn()}
        ${update}
        (Get-MgContext).TenantId
        [string](${other}\\Get-MgContext).TenantId`),
      );
      expect(answers).toEqual([
        whose,
        whose,
        whose,
        whose,
        own,
        'signed-in',
        whose === other ? 'signed-in' : '',
      ]);
      expect(tenantsOf(server.requests)).toEqual(['signed-in']);
    },
  );
});

describe.each(orders)('both modules installed, %s', (_, folders) => {
  test('D1: a script that only uses theirs signs in and sends', async () => {
    await texts(
      folders,
      `${signIn()}; $null = Invoke-MgGraphRequest -Method PATCH -Uri /beta/security/partner/securityScore -Body '{}'`,
    );
    expect(tenantsOf(server.requests)).toEqual(['signed-in']);
  });

  test('D1: and is told nothing of ours, not even with $VerbosePreference', async () => {
    const script = `${findModulesIn(...folders)}; $VerbosePreference = 'Continue'; $null = Get-MgContext`;
    expect((await engine.run(script, { runspace: `${count}` })).verbose).toEqual([]);
  });

  test('D1: theirs hides ours where it is imported later', async () => {
    const imports = `Import-Module -Name ${own}; ${source}; Import-Module -Name ${other}; ${source}`;
    expect(await texts(folders, imports)).toEqual([own, other]);
  });

  test.each([
    ['by the update', update],
    ['by its name', `Import-Module -Name ${own}; ${update}`],
    ['by its path', `${importModule}; ${update}`],
  ])(
    'C9: their sign-in counts in runspaces in which ours alone is loaded, %s [beside.process]',
    async (_way, send) => {
      await texts(
        folders,
        `Import-Module -Name ${other}; ${signIn()}; 1, 2 | ForEach-Object -ThrottleLimit 1 -Parallel { ${send} }`,
      );
      expect(tenantsOf(server.requests)).toEqual(['signed-in', 'signed-in']);
    },
  );

  test('C9: what that needs of theirs hides no sign-in command of ours', async () => {
    await texts(folders, `Import-Module -Name ${other}; ${signIn()}`, `${count} theirs`);
    const script = `Import-Module -Name ${own}; ${update}; ${source}; ${signIn('ours')}; ${update}`;
    expect(await texts(folders, script)).toEqual([own]);
    expect(tenantsOf(server.requests)).toEqual(['signed-in', 'ours']);
  });
});

/** Starts a new process with these folders in its module path. */
async function freshEngine(folders: readonly string[]): Promise<Engine> {
  const fresh = await Engine.start({ env: { PSModuleAnalysisCachePath: path.join(folder, 'cache') } });
  withoutErrors(await fresh.run(findModulesIn(...folders)));
  return fresh;
}

/** Returns a script that runs this script in a second runspace of the process. */
const parallel = (script: string) => `1 | ForEach-Object -Parallel { ${script} }`;

const theirsFirst = () =>
  `Import-Module -Name ${other}; ${signIn('theirs')}; Import-Module -Name ${own}; & (Get-Module ${own}) { ${signIn('ours')} }`;
const oursOnly = () => `Import-Module -Name ${own}; ${signIn('ours')}`;

test('where the process signed in first with ours, then with theirs, to another tenant: nothing is sent, in a runspace that imports it by its name neither', async () => {
  const fresh = await freshEngine([modulesFolder, otherFolder]);
  try {
    const script = `${oursOnly()}; Import-Module -Name ${other}; ${signIn('theirs')}; ${update}; ${parallel(update)}`;
    const { errors } = await fresh.run(script);
    const refusal = expect.stringMatching(/tenant 'ours'.*tenant 'theirs'.*Nothing was sent/);
    expect(errors.map(({ message }) => message)).toEqual([refusal, refusal]);
    expect(tenantsOf(server.requests)).toEqual([]);
  } finally {
    await fresh.close();
  }
});

/**
 * Scripts for a new runspace of a process that signed in with both modules, and the command that then shows the current
 * sign-in. The command is empty where the test calls none before the update.
 */
const views: readonly (readonly [way: string, script: () => string, context: string])[] = [
  ['nothing but the update', () => '', ''],
  ['Import-Module of ours', () => `Import-Module -Name ${own}`, 'Get-MgContext'],
  ['Get-MgContext', () => '$null = Get-MgContext', 'Get-MgContext'],
  ['Connect-MgGraph as before', () => signIn('theirs'), 'Get-MgContext'],
  [
    'the name of the update, then Connect-MgGraph',
    () => `$null = Get-Command -Name ${command}; ${signIn('theirs')}`,
    'Get-MgContext',
  ],
  ['Connect-MgGraph to another tenant', () => signIn('third'), 'Get-MgContext'],
  ['Import-Module of theirs', () => `Import-Module -Name ${other}; ${signIn('third')}`, 'Get-MgContext'],
  ['both, theirs last', () => `Import-Module -Name ${own}, ${other}; ${signIn('third')}`, 'Get-MgContext'],
  [
    'theirs with a prefix',
    () =>
      `Import-Module -Name ${own}; Import-Module -Name ${other} -Prefix X; ${signIn('third').replaceAll('-Mg', '-XMg')}`,
    'Get-XMgContext',
  ],
  [
    'a module that hands theirs on',
    () => `Import-Module -Name ${own}; ${handingOn(`Import-Module -Name ${other}`)}; ${signIn('third')}`,
    'Get-MgContext',
  ],
];

/**
 * Writes a module with this script, and returns a command that imports it. The module exports all commands that it
 * imports, unless the script calls Export-ModuleMember.
 */
function handingOn(script: string): string {
  return `Import-Module -Name ${psQuote(write(`HandsOn${count}/HandsOn${count}.psm1`, script))}`;
}

/** The module selects its exported commands when it is loaded. Only another import changes them. */
test.each([
  ['theirs', `Import-Module -Name ${other}`, other],
  ['ours', `Import-Module -Name ${own} -Force`, own],
])(
  'D1: where theirs is taken out behind the update, an import of %s brings commands back',
  async (_, mend, whose) => {
    const name = '[string](Get-Command -Name Connect-MgGraph -ErrorAction Ignore).Source';
    const script = `$null = Get-Command -Name ${command}; Remove-Module -Name ${other}; ${name}; ${mend}; ${name}`;
    expect(await texts([modulesFolder, otherFolder], script)).toEqual(['', whose]);
  },
);

test.each([
  [
    'a function imports ours for itself',
    () => `function load { Import-Module -Name ${own} -Scope Local }; load`,
  ],
  [
    'a module imports ours for itself',
    () => handingOn(`Import-Module -Name ${own}; Export-ModuleMember -Function none`),
  ],
])('D1: where %s, Connect-MgGraph is theirs once that is imported', async (_, first) => {
  expect(
    await texts(
      [modulesFolder, otherFolder],
      `${first()}; ${source}; Import-Module -Name ${other}; ${source}`,
    ),
  ).toEqual([own, other]);
});

/** Returns the output of a script, the codes of its errors, and the tenants of its requests. */
async function outcomeIn(where: Engine, script: string, runspace?: string): Promise<unknown> {
  const { output, errors } = await where.run(script, runspace === undefined ? {} : { runspace });
  const codes = errors.map(({ properties }) => plain(properties['Code'] as never));
  return [output.map(({ text }) => text), codes, tenantsOf(server.requests)];
}

describe.each(orders)('the process signed in with theirs and then with ours, and %s', (_, folders) => {
  let fresh: Engine;

  beforeAll(async () => {
    fresh = await freshEngine(folders);
    withoutErrors(await fresh.run(theirsFirst()));
  });

  afterAll(() => fresh.close());

  /** Restores both sign-ins. Some `views` sign in with the other module, which has one sign-in per process. */
  const signInAgain = async () => withoutErrors(await fresh.run(theirsFirst()));

  test('first with theirs: ours counts, in a runspace that imports it by its name too', async () => {
    await signInAgain();
    expect(await outcomeIn(fresh, `${update}; ${parallel(`Import-Module -Name ${own}; ${update}`)}`)).toEqual(
      [[], [], ['ours', 'ours']],
    );
  });

  test.each(views)('nothing goes to another tenant than is shown: %s', async (way, script, context) => {
    const show = context === '' ? "'ours'" : `[string](${context}).TenantId`;
    const seen = await fresh.run(`$null = . { ${script()} }; ${show}; ${update}`, { runspace: way });
    const [shown] = seen.output.map(({ text }) => text);
    expect([[], [shown]]).toContainEqual(tenantsOf(server.requests));
  });

  test.each([
    ['nothing', () => '', [[], ['TwoSignIns'], []]],
    ['Get-MgContext', () => '(Get-MgContext).TenantId', [['theirs'], ['TwoSignIns'], []]],
    [
      'the name of the update and Connect-MgGraph',
      () => `$null = Get-Command -Name ${command}; ${signIn('theirs')}`,
      [[], ['TwoSignIns'], []],
    ],
  ])('a runspace that did not sign in with ours, after %s', async (_way, then, expected) => {
    await signInAgain();
    expect(await outcomeIn(fresh, parallel(`${then()}; ${update}`))).toEqual(expected);
  });
});

describe.each(orders)('the process signed in with ours alone, and %s', (_, folders) => {
  let fresh: Engine;

  beforeAll(async () => {
    fresh = await freshEngine(folders);
  });

  afterAll(() => fresh.close());

  const failing = 'try { Connect-MgGraph -NoSuchParameter x } catch { }';

  // When the first case runs, no runspace of the process has loaded the other module.
  test.each([
    ['nothing', () => '', [[], [], ['ours']]],
    ['Get-MgContext', () => '[string](Get-MgContext).TenantId', [[''], [], ['ours']]],
    ['a Connect-MgGraph that failed', () => failing, [[], ['AuthenticationNeeded'], []]],
    ['Connect-MgGraph to the same tenant', () => signIn('ours'), [[], [], ['ours']]],
    ['Connect-MgGraph to another tenant', () => signIn('theirs'), [[], ['TwoSignIns'], []]],
  ])('a runspace that did not sign in, after %s', async (_way, then, expected) => {
    withoutErrors(await fresh.run(oursOnly()));
    expect(await outcomeIn(fresh, parallel(`${then()}; ${update}`))).toEqual(expected);
    withoutErrors(
      await fresh.run(`Import-Module -Name ${other}; $null = ${other}\\Disconnect-MgGraph`, {
        runspace: 'theirs',
      }),
    );
  });
});

/** Ways to load the other module indirectly or with a prefix, and the prefix of the nouns of its commands. */
const hands: readonly (readonly [way: string, script: () => string, prefix: string])[] = [
  ['a module that hands it on', () => handingOn(`Import-Module -Name ${other}`), ''],
  [
    'a manifest that has it as a nested module',
    () => {
      const manifest = path.join(otherFolder, other, `${other}.psd1`);
      return `Import-Module -Name ${psQuote(write(`Nests${count}/Nests${count}.psd1`, `@{ ModuleVersion = '1.0'; NestedModules = ${psQuote(manifest)} }`))}`;
    },
    '',
  ],
  ['a prefix', () => `Import-Module -Name ${other} -Prefix Ms`, 'Ms'],
];

describe.each(orders)('theirs under another name, and %s', (_, folders) => {
  const outcome = (script: string) =>
    outcomeIn(engine, `${findModulesIn(...folders)}; ${script}`, `${count}`);

  test.each(hands)('nothing is sent where it signs in after ours, by %s', async (_way, hand, prefix) => {
    const theirs = signIn('theirs').replaceAll('-Mg', `-${prefix}Mg`);
    const script = `${oursOnly()}; ${hand()}; ${theirs}; (Get-${prefix}MgContext).TenantId; ${update}`;
    expect(await outcome(script)).toEqual([['theirs'], ['TwoSignIns'], []]);
  });

  test('nothing is sent from a module that imports it for itself and signs in', async () => {
    const inside = `Import-Module -Name ${other}; function send { ${signIn('theirs')}; (Get-MgContext).TenantId; ${update} }; Export-ModuleMember -Function send`;
    const script = `${oursOnly()}; ${handingOn(inside)}; send`;
    expect(await outcome(script)).toEqual([['theirs'], ['TwoSignIns'], []]);
  });

  test('ours does not hide it where it is imported later', async () => {
    const script = `${handingOn(`Import-Module -Name ${other}`)}; ${signIn('theirs')}; Import-Module -Name ${own}; (Get-MgContext).TenantId; ${update}`;
    expect(await outcome(script)).toEqual([['theirs'], [], ['theirs']]);
  });
});

test('ours answers where theirs is installed and cannot be loaded', async () => {
  expect(
    await texts([modulesFolder, broken], `$null = Get-MgContext; ${source}; ${signIn()}; ${update}`),
  ).toEqual([own]);
  expect(tenantsOf(server.requests)).toEqual(['signed-in']);
});
