import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { errorsOf, psQuote } from '../support/engine.ts';
import { command, connect, importModule, Lab } from '../support/lab.ts';
import { accessToken, tenantsOf } from '../support/tokens.ts';

let lab: Lab;

beforeAll(async () => {
  lab = await Lab.start();
});

afterAll(() => lab.close());

beforeEach(async () => {
  await lab.mustRun(signIn('process'));
  lab.server.requests.length = 0;
});

const signIn = (tid: string) => connect(lab.server, accessToken({ tid }));

/** Returns the id in each request body and the tenant of its token. */
const sent = () => {
  const tenants = tenantsOf(lab.server.requests);
  return lab.server.requests.map(({ text }, index) => [
    (JSON.parse(text) as { id: string }).id,
    tenants[index],
  ]);
};

/** Returns a script that sends records 1 to 3 with ForEach-Object -Parallel, and signs in to "own" before record 1. */
const parallel = (parameters: string) => `
  1..3 | ForEach-Object ${parameters} -Parallel {
    ${importModule}
    if ($_ -eq 1) { ${signIn('own')} }
    $null = ${command} -Id $_
  }`;

describe('ForEach-Object -Parallel', () => {
  test('in new runspaces: those that do not sign in use the sign-in of the process', async () => {
    await lab.mustRun(parallel('-ThrottleLimit 1 -UseNewRunspace'));
    expect(sent()).toEqual([
      ['1', 'own'],
      ['2', 'process'],
      ['3', 'process'],
    ]);
  });

  test('A2: in one runspace, reset for each record: the sign-in of its last use is not used', async () => {
    await lab.mustRun(parallel('-ThrottleLimit 1'));
    expect(sent()).toEqual([
      ['1', 'own'],
      ['2', 'process'],
      ['3', 'process'],
    ]);
  });

  test("with another runspace's command: each signs in for its own runspace, time and again", async () => {
    const tokens = ['1', '2', '3'].map((tid) => psQuote(accessToken({ tid })));
    await lab.mustRun(`
      $tokens = ${tokens.join(', ')}
      $command = Get-Command -Name Connect-MgGraph
      1..3 | ForEach-Object -ThrottleLimit 1 -Parallel {
        ${importModule}
        $command = $using:command
        ${connect(lab.server, 'TOKEN').replace("'TOKEN'", '($using:tokens)[$_ - 1]').replace('Connect-MgGraph', '& $command')}
        $null = ${command} -Id $_
      }`);
    expect(sent()).toEqual(['1', '2', '3'].map((each) => [each, each]));
    await lab.mustRun(`$null = ${command} -Id last`);
    expect(sent().at(-1)).toEqual(['last', 'process']);
  });

  test("inside another runspace's module: each signs in for its own runspace, time and again", async () => {
    const tokens = ['1', '2', '3'].map((tid) => psQuote(accessToken({ tid })));
    await lab.mustRun(`
      $tokens = ${tokens.join(', ')}
      $module = Get-Module -Name PartnerSecurityScore
      1..3 | ForEach-Object -ThrottleLimit 1 -Parallel {
        ${importModule}
        $module = $using:module; $all = $using:tokens; $number = $_
        & $module { param($all, $number) ${connect(lab.server, 'TOKEN').replace("'TOKEN'", '$all[$number - 1]')} } $all $number
        & $module { param($number) $null = ${command} -Id "inside-$number" } $number
        $null = ${command} -Id $number
      }`);
    expect(sent()).toEqual(
      ['1', '2', '3'].flatMap((each) => [
        [`inside-${each}`, each],
        [each, each],
      ]),
    );
  });

  test("with another runspace's command only: nothing is sent, and the error says what to do", async () => {
    const { errors } = await lab.sendsNothing(`
      $command = Get-Command -Name ${command}
      1 | ForEach-Object -Parallel { & $using:command -Id $_ }`);
    expect(errors.map(({ message }) => message)).toEqual([
      expect.stringMatching(/Import-Module PartnerSecurityScore in this runspace first/),
    ]);
  });

  test('side by side: each record goes out with its own sign-in, and its answer comes back', async () => {
    const numbers = Array.from({ length: 12 }, (_, index) => String(index + 1));
    const tokens = numbers.map((tid) => psQuote(accessToken({ tid })));
    const { output } = await lab.mustRun(`
      $tokens = ${tokens.join(', ')}
      1..12 | ForEach-Object -ThrottleLimit 4 -Parallel {
        ${importModule}
        ${connect(lab.server, 'TOKEN').replace("'TOKEN'", '($using:tokens)[$_ - 1]')}
        (${command} -Id $_).Id
      }`);
    expect(output.map(({ text }) => text).sort()).toEqual([...numbers].sort());
    expect(sent().sort()).toEqual(numbers.map((each) => [each, each]).sort());
  });
});

/** Returns a script that runs the given scripts one after the other in a pool with one runspace. */
const pool = (...scripts: string[]) => `
  $pool = [runspacefactory]::CreateRunspacePool(1, 1); $pool.Open()
  ${scripts
    .map(
      (script) => `
        $shell = [powershell]::Create(); $shell.RunspacePool = $pool
        $shell.AddScript({ ${script} }).Invoke(); $shell.Streams.Error; $shell.Dispose()`,
    )
    .join('\n')}
  $pool.Dispose()`;

describe('a RunspacePool', () => {
  const send = (id: string) => `${importModule}; $null = ${command} -Id ${id}`;

  test('keeps the sign-in of its runspace, as it keeps variables', async () => {
    const { output } = await lab.mustRun(
      pool(send('1'), `$global:kept = 'kept'; ${importModule}; ${signIn('own')}`, send('2'), '$kept'),
    );
    expect(output.map(({ text }) => text)).toEqual(['kept']);
    expect(sent()).toEqual([
      ['1', 'process'],
      ['2', 'own'],
    ]);
  });
});

describe('a runspace that is reset', () => {
  const keep = `[AppDomain]::CurrentDomain.SetData('runspace', [runspace]::DefaultRunspace)`;
  const reset = `[AppDomain]::CurrentDomain.GetData('runspace').ResetRunspaceState()`;

  test('keeps the sign-in of the process where that one is its own', async () => {
    await lab.mustRun(`${keep}; $global:gone = 'gone'`);
    await lab.mustRun(reset, { runspace: 'other' });
    const { output } = await lab.mustRun(`$null = ${command} -Id 1; "[$gone]"`);
    await lab.mustRun(`${importModule}; $null = ${command} -Id 2`, { runspace: 'other' });
    expect([sent(), output.map(({ text }) => text)]).toEqual([
      [
        ['1', 'process'],
        ['2', 'process'],
      ],
      ['[]'],
    ]);
  });

  test('A2: begins without the sign-in of its own', async () => {
    await lab.mustRun(`${importModule}; ${signIn('own')}; $null = ${command} -Id 1; ${keep}`, {
      runspace: 'own',
    });
    await lab.mustRun(reset, { runspace: 'other' });
    await lab.mustRun(`$null = ${command} -Id 2`, { runspace: 'own' });
    expect(sent()).toEqual([
      ['1', 'own'],
      ['2', 'process'],
    ]);
  });
});

describe('a record is sent with the session of the moment in which it arrives', () => {
  const records = (script: string) => `
    'first', 'second' | ForEach-Object { ${script}; @{ id = $_ } } | ${command} | ForEach-Object { }`;

  test('A1: of the tenant that was signed in to for it', async () => {
    await lab.mustRun(records(`if ($_ -eq 'first') { ${signIn('one')} } else { ${signIn('two')} }`));
    expect(sent()).toEqual([
      ['first', 'one'],
      ['second', 'two'],
    ]);
  });

  test('A1: of none after a sign-in that failed, which is an error', async () => {
    const result = await lab.run(
      records(
        `if ($_ -eq 'second') { try { Connect-MgGraph -AccessToken $null -ErrorAction Stop } catch { } }`,
      ),
    );
    expect(sent()).toEqual([['first', 'process']]);
    expect(errorsOf(result).map(({ message }) => message)).toEqual([
      'Authentication needed. Please call Connect-MgGraph.',
    ]);
  });
});
