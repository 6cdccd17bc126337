import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { BesideLab, importBoth, importTheirs, inside } from '../support/besideLab.ts';
import { errorsOf, plain, psQuote } from '../support/engine.ts';
import { command, importModule } from '../support/lab.ts';
import { repositoryRoot } from '../support/module.ts';

let lab: BesideLab;
let runspace: string;
let count = 0;

beforeAll(async () => {
  lab = await BesideLab.start();
  // This is the first runspace to import the module, so its session is the session of the process.
  await lab.mustRun(inside(lab.signInTo('process')));
});

afterAll(() => lab.close());

beforeEach(async () => {
  count += 1;
  runspace = `beside ${count}`;
  await lab.mustRun(`${importTheirs}; ${lab.signIn}`, { runspace });
});

const send = `$null = ${command} -CurrentScore 1`;

/** Returns a script that pipes two records to the command and runs the given script before the second record. */
const between = (script: string) =>
  `'{"id":"1"}', '{"id":"2"}' | ForEach-Object { if ($_ -match '2') { ${script} }; $_ } | ${command} | ForEach-Object { }`;

/** Expects the server to receive the tokens of these tenants, and returns the error messages. */
async function messages(tenants: string[], script: string): Promise<string[]> {
  let found: string[] = [];
  const reached = await lab.tenantsOf(async () => {
    found = errorsOf(await lab.run(script, { runspace })).map(({ message }) => message);
  });
  expect(reached).toEqual(tenants);
  return found;
}

describe("a command sends each record with the other module's session of the moment", () => {
  beforeEach(() => lab.mustRun(importModule, { runspace }));

  test('of another tenant', async () => {
    expect(await messages(['theirs', 'elsewhere'], between(lab.signInTo('elsewhere')))).toEqual([]);
  });

  test('and tells of a session once', async () => {
    const records = (script: string) =>
      lab.run(`${between(script).replace(command, `${command} -Debug`)}`, { runspace });
    const tells = async (script: string) =>
      (await records(script)).debug.filter((line) => line.startsWith('[Authentication]: - AuthType')).length;
    expect(await tells('')).toBe(1);
    expect(await tells(lab.signInTo('elsewhere'))).toBe(2);
  });

  test('of nobody: that record is not sent', async () => {
    expect(await messages(['theirs'], between('$null = Disconnect-MgGraph'))).toEqual([
      'Authentication needed. Please call Connect-MgGraph.',
    ]);
  });

  test('and warns where it changed while a request was under way', async () => {
    const turn = lab.server.next({ status: 204, hold: true });
    const call = lab.run(send, { runspace });
    await turn.reached;
    await lab.mustRun(`${importTheirs}; ${lab.signInTo('elsewhere')}`, { runspace: 'meanwhile' });
    turn.release();
    const { warnings, errors } = await call;
    expect([warnings, errors]).toEqual([[expect.stringMatching(/'theirs'.* or as .*'elsewhere'/)], []]);
  });
});

describe('a runspace without a sign-in of ours', () => {
  test('is not signed in while the other module is not connected, whoever signed in elsewhere', async () => {
    const script = `${importModule}; $null = Disconnect-MgGraph; ${send}`;
    expect(await messages([], script)).toEqual(['Authentication needed. Please call Connect-MgGraph.']);
  });

  test('uses the other module also where that was imported last', async () => {
    runspace = 'ours first';
    const script = `${importModule}; ${importTheirs}; ${lab.signInTo('later')}; ${send}`;
    expect(await messages(['later'], script)).toEqual([]);
  });

  test('uses the session of the process where the other module is not loaded, which is not loaded for it', async () => {
    runspace = 'ours only';
    const folder = path.join(repositoryRoot, 'test', 'other-module');
    await lab.mustRun(`$env:PSModulePath = ${psQuote(folder)}; ${importModule}`, { runspace });
    expect(await messages(['process'], send)).toEqual([]);
    const { output } = await lab.mustRun(
      "@(Get-Module 'Microsoft.Graph.*').Count; (Get-Command Invoke-MgGraphRequest).ModuleName",
      { runspace },
    );
    expect(output.map(plain)).toEqual([0, 'Microsoft.Graph.Authentication']);
  });
});

describe('a runspace that signed in with ours', () => {
  beforeEach(() => lab.mustRun(importModule, { runspace }));

  test('uses that, though the other module is connected', async () => {
    expect(await messages(['ours'], `${inside(lab.signInTo('ours'))}; ${send}`)).toEqual([]);
  });

  test('uses none where that failed', async () => {
    const failing = inside('Connect-MgGraph -AccessToken $null -ErrorAction SilentlyContinue');
    expect(await messages([], `try { ${failing} } catch { }; ${send}`)).toContain(
      'Authentication needed. Please call Connect-MgGraph.',
    );
  });

  test('refuses once the other module is signed in to another tenant, until it is plain which one counts', async () => {
    await lab.mustRun(inside(lab.signInTo('ours')), { runspace });
    await lab.mustRun(lab.signInTo('elsewhere'), { runspace });
    expect(await messages([], send)).toEqual([expect.stringMatching(/tenant 'ours'.*tenant 'elsewhere'/)]);
    expect(await messages(['ours'], `${inside(lab.signInTo('ours'))}; ${send}`)).toEqual([]);
    expect(await messages([], `${lab.signInTo('third')}; ${send}`)).toHaveLength(1);
    expect(await messages(['ours'], `$null = Disconnect-MgGraph; ${send}`)).toEqual([]);
    expect(await messages(['ours'], `${lab.signInTo('ours')}; ${send}`)).toEqual([]);
  });
});

test('a refusal because of two sign-ins is one error, and has a code', async () => {
  await lab.mustRun(`${importModule}; ${inside(lab.signInTo('ours'))}; ${lab.signInTo('elsewhere')}`, {
    runspace,
  });
  const script = `$Error.Clear(); try { ${send} } catch { $_.Exception.Code, $_.Exception.MayHaveBeenSent }; $Error.Count`;
  const { output } = await lab.mustRun(script, { runspace });
  expect(output.map(plain)).toEqual(['TwoSignIns', false, 1]);
});

describe("this module's own sign-in commands", () => {
  const source = "[string]@('Connect-MgGraph', 'Get-MgContext').ForEach({ (Get-Command $_).ModuleName })";

  test.each([
    ['are not exported where the other module is loaded', importBoth, 'Microsoft.Graph.Authentication'],
    ['are exported where it is not', importModule, 'PartnerSecurityScore'],
  ])('%s', async (_, script, module) => {
    const { output } = await lab.mustRun(`${script}; ${source}`, { runspace: `commands of ${module}` });
    expect(output.map(plain)).toEqual([`${module} ${module}`]);
  });
});
