import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { KeptLab } from '../../support/keptLab.ts';

let user: KeptLab;

beforeAll(async () => {
  user = await KeptLab.start();
});

afterAll(() => user.close());

beforeEach(() => user.reset());

interface Kept {
  Account: Record<string, { username: string }>;
  RefreshToken: Record<string, { secret: string }>;
  AppMetadata: Record<string, unknown>;
}

const kept = () => JSON.parse(user.service.texts[0] ?? '{}') as Kept;
const refreshTokens = () => Object.values(kept().RefreshToken).map(({ secret }) => secret);

/** Returns the contents of all files in a folder. */
function contents(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(path.join(entry.parentPath, entry.name), 'latin1'));
}

test('one entry holds who signed in and the refresh token, and nothing else', async () => {
  await user.lab.connect(user.kept());
  await user.sentToken();
  const [entry, ...more] = user.service.entries;
  expect(more).toEqual([]);
  expect(entry?.label).toMatch(/^PartnerSecurityScore\/[0-9a-f]{64}$/);
  expect(Object.keys(kept())).toEqual(['Account', 'RefreshToken', 'AppMetadata']);
  expect(Object.values(kept().Account).map(({ username }) => username)).toEqual(['adele@contoso.example']);
  expect(refreshTokens()).toHaveLength(1);
  expect(user.lab.signIn.issued.length).toBeGreaterThan(0);
  for (const { token } of user.lab.signIn.issued) {
    expect(user.service.texts.join()).not.toContain(token);
  }
});

test('the refresh token is in no file, no environment and no argument', async () => {
  await user.lab.connect(user.kept());
  const { output } = await user.lab.mustRun('[PartnerSecurityScore.BackendHost]::ProcessId');
  const processes = [output[0]?.text, user.lab.engine.pid].flatMap((id) =>
    ['environ', 'cmdline'].map((name) => readFileSync(`/proc/${id}/${name}`, 'latin1')),
  );
  const [token = ''] = refreshTokens();
  const [{ secret } = { secret: '' }] = user.service.entries;
  expect([token.length > 40, secret.length > 40]).toEqual([true, true]);
  const files = contents(user.service.folder);
  // The files include the keyring's own file, which stores the encrypted entry.
  expect(files.length).toBeGreaterThan(2);
  for (const text of [...files, ...processes]) {
    expect(text.includes(token) || text.includes(secret)).toBe(false);
  }
});

test('a renewal changes the entry, and Disconnect-MgGraph removes it', async () => {
  await user.lab.connect(user.kept());
  const before = refreshTokens();
  user.lab.graph.next({ status: 401 });
  await user.sentToken();
  expect(refreshTokens()).toHaveLength(1);
  expect(refreshTokens()).not.toEqual(before);
  await user.disconnect();
  expect(user.service.entries).toEqual([]);
});

test('who signs in after another leaves nothing of the other', async () => {
  await user.lab.connect(user.kept());
  user.lab.signIn.revokeRefreshTokens();
  user.lab.signIn.register({ ...user.lab.app, user: { upn: 'bert@contoso.example', name: 'Bert' } });
  await user.lab.connect(user.kept());
  expect(Object.values(kept().Account).map(({ username }) => username)).toEqual(['bert@contoso.example']);
  expect(refreshTokens()).toHaveLength(1);
});

test('a sign-in of the wrong tenant is not kept', async () => {
  user.lab.signIn.tokenTenant = '11111111-2222-4333-8444-555555555555';
  await user.lab.connectFailure(user.kept());
  expect(user.service.entries).toEqual([]);
});

test('a locked keyring is a warning, and the sign-in stays in memory', async () => {
  await user.lab.connect(user.kept());
  user.service.lock();
  await user.later(async (lab) => {
    const { warnings, host } = await lab.connect(user.kept());
    expect(host.join()).toContain('enter the code');
    expect(warnings).toEqual([
      'This sign-in lasts only until this process ends, because it could not be saved for later PowerShell sessions: the Secret Service (such as GNOME Keyring or KWallet) reported an error: Cannot create an item in a locked collection.',
    ]);
    expect(await user.context(lab)).toMatchObject({ ContextScope: 'Process' });
    expect(await user.sentToken(lab)).toMatchObject({ tid: lab.app.tenantId });
    expect((await user.disconnect(lab)).warnings).toEqual([]);
  });
  const { warnings, output } = await user.disconnect();
  expect(output).toHaveLength(1);
  expect(warnings).toEqual([
    expect.stringMatching(/signed out, but .* may still exist: .*locked.*\. To delete the sign-in/),
  ]);
  expect((await user.lab.mustRun('Get-MgContext')).output).toEqual([]);
});
