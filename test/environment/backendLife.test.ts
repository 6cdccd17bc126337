import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { command, importModule } from '../support/lab.ts';
import { endsWithin } from '../support/processes.ts';
import { SignInLab } from '../support/signInLab.ts';

let lab: SignInLab;

beforeAll(async () => {
  lab = await SignInLab.start();
  lab.signIn.autoApproveDevice = true;
});

afterAll(() => lab.close());

// A session from an earlier test would keep the backend running.
afterEach(() => lab.run('Disconnect-MgGraph'));

const withDeviceCode = () =>
  lab.connect(`-ClientId ${lab.app.clientId} -TenantId ${lab.app.tenantId} -UseDeviceCode`);

const backend = async () =>
  Number((await lab.mustRun('[PartnerSecurityScore.BackendHost]::ProcessId')).output[0]?.text);

const timesAsked = () => lab.signIn.requests.filter(({ kind }) => kind === 'devicecode').length;

const remove = 'Remove-Module -Name PartnerSecurityScore';

describe('a sign-in of a person, and the backend that has it,', () => {
  async function survives(script: string): Promise<void> {
    await withDeviceCode();
    const before = [await backend(), timesAsked()];
    await lab.mustRun(`${script}; $null = ${command} -CurrentScore 1`);
    expect(lab.graphTokens.at(-1)).toMatchObject({ tid: lab.app.tenantId, upn: lab.app.user?.upn });
    expect([await backend(), timesAsked()]).toEqual(before);
  }

  test('survive a second import', () => survives(importModule));

  test.each([
    ['Import-Module -Force', `${importModule} -Force`],
    ['Remove-Module and a new import', `${remove}; ${importModule}`],
  ])('A5: survive %s', (_, script) => survives(script));
});

test('A6: the backend ends after a sign-out and the last removal, whatever runspaces were closed before', async () => {
  await lab.mustRun(importModule, { runspace: 'closed' });
  await lab.engine.closeRunspace('closed');
  const backends = new Set<number>();
  for (let round = 0; round < 5; round++) {
    await lab.mustRun(importModule);
    await withDeviceCode();
    backends.add(await backend());
    await lab.mustRun(`$null = Disconnect-MgGraph; ${remove}`);
  }
  const ended = await Promise.all(Array.from(backends, (pid) => endsWithin(pid, 20_000)));
  expect(ended).not.toContain(false);
});
