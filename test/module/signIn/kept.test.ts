import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { KeptLab } from '../../support/keptLab.ts';
import { command } from '../../support/lab.ts';
import { registration } from '../../support/signInLab.ts';

let user: KeptLab;

beforeAll(async () => {
  user = await KeptLab.start();
  await user.reset();
});

afterAll(() => user.close());

// On some systems, the store is that of the user who runs the tests, so every test cleans up.
afterEach(() => user.reset());

const scope = (text: string) => user.kept(undefined, `-Scopes ${text}`);

describe('a sign-in with -ContextScope CurrentUser', () => {
  beforeEach(async () => {
    expect(await user.isAsked(user.kept())).toBe(true);
    expect(await user.context()).toMatchObject({ ContextScope: 'CurrentUser' });
    user.lab.signIn.requests.length = 0;
  });

  test('lets a later process go on without asking', async () => {
    await user.later(async (lab) => {
      const { warnings, host } = await lab.connect(user.kept());
      expect([warnings, host]).toEqual([[], []]);
      expect(await user.context(lab)).toMatchObject({
        TenantId: lab.app.tenantId,
        ClientId: lab.app.clientId,
        Account: 'adele@contoso.example',
        ContextScope: 'CurrentUser',
      });
      expect(await user.sentToken(lab)).toMatchObject({
        tid: lab.app.tenantId,
        upn: 'adele@contoso.example',
      });
    });
    expect(user.lab.tokenRequests).toMatchObject([{ grant_type: 'refresh_token' }]);
  });

  test('asks for scopes that lack consent, and goes on with what came of it', async () => {
    user.lab.signIn.next({ error: 'invalid_grant', code: 65001, description: 'No consent.' });
    expect(await user.isAsked(scope('Directory.Read.All'))).toBe(true);
    await user.later(async (lab) => {
      expect(await user.isAsked(scope('Directory.Read.All'), lab)).toBe(false);
      expect(await user.sentToken(lab)).toMatchObject({ scp: 'Directory.Read.All' });
    });
  });

  test('that was revoked asks again, and the new one takes its place', async () => {
    user.lab.signIn.revokeRefreshTokens();
    expect(await user.isAsked(user.kept())).toBe(true);
    expect(await user.later((lab) => user.isAsked(user.kept(), lab))).toBe(false);
  });

  test('does not ask because the service is out of order, but says so', async () => {
    for (const _ of [1, 2, 3]) {
      user.lab.signIn.next({ status: 503, headers: { 'Retry-After': '0' }, body: '' });
    }
    const failure = await user.lab.connectFailure(user.kept());
    expect(failure.message).toMatch(/busy or unavailable/);
    expect(user.lab.signIn.requests.map(({ kind }) => kind)).not.toContain('devicecode');
    expect(await user.isAsked(user.kept())).toBe(false);
  });

  test('goes on with each refresh token that takes the place of another, in all processes', async () => {
    user.lab.signIn.strictRotation = true;
    await user.later(async (lab) => {
      expect(await user.isAsked(user.kept(), lab)).toBe(false);
      for (const process of [lab, user.lab, lab]) {
        user.lab.graph.next({ status: 401 });
        expect(await user.sentToken(process)).toMatchObject({ tid: lab.app.tenantId });
      }
    });
    expect(await user.later((lab) => user.isAsked(user.kept(), lab))).toBe(false);
    expect(user.lab.signIn.requests.map(({ kind }) => kind)).not.toContain('devicecode');
  });

  test.each(['that signed in', 'that went on with it'])(
    'is deleted by Disconnect-MgGraph in the process %s',
    async (which) => {
      await user.later(async (lab) => {
        expect(await user.isAsked(user.kept(), lab)).toBe(false);
        const { warnings } = await user.disconnect(which === 'that signed in' ? user.lab : lab);
        expect(warnings).toEqual([]);
      });
      expect(await user.later((lab) => user.isAsked(user.kept(), lab))).toBe(true);
    },
  );

  test('that was signed out does not come back with the renewal of another process', async () => {
    await user.later(async (lab) => {
      await lab.connect(user.kept());
      await user.disconnect();
      lab.graph.next({ status: 401 });
      await user.sentToken(lab);
    });
    expect(await user.isAsked(user.kept())).toBe(true);
  });

  test('is neither read nor changed nor deleted by one for the process', async () => {
    await user.later(async (lab) => {
      const inProcess = user.kept().replace('CurrentUser', 'Process');
      expect(await user.isAsked(inProcess, lab)).toBe(true);
      expect(await user.context(lab)).toMatchObject({ ContextScope: 'Process' });
      await user.disconnect(lab);
    });
    expect(await user.isAsked(user.kept())).toBe(false);
  });

  test('is checked for its tenant like any other', async () => {
    user.lab.signIn.tokenTenant = registration().tenantId;
    const failure = await user.lab.connectFailure(user.kept());
    expect(failure.fullyQualifiedErrorId).toMatch(/WrongTenant/);
    expect((await user.lab.mustRun('Get-MgContext')).output).toEqual([]);
  });

  test('goes on silently in a backend that was started anew', async () => {
    await user.killBackend();
    expect(await user.sentToken()).toMatchObject({ tid: user.lab.app.tenantId });
    expect(user.lab.signIn.requests.map(({ kind }) => kind)).not.toContain('devicecode');
  });

  test('is deleted by Disconnect-MgGraph after the backend has ended', async () => {
    await user.killBackend();
    expect((await user.disconnect()).warnings).toEqual([]);
    expect(await user.isAsked(user.kept())).toBe(true);
  });

  test("goes on in a new backend as its own user only, whoever's is kept meanwhile", async () => {
    await user.later(async (lab) => {
      await lab.connect(user.kept());
      await user.disconnect(lab);
      lab.signIn.register({ ...lab.app, user: { upn: 'bert@contoso.example', name: 'Bert' } });
      expect(await user.isAsked(user.kept(), lab)).toBe(true);
    });
    await user.killBackend();
    const { errors } = await user.lab.run(`${command} -CurrentScore 1`);
    expect(errors.map(({ message }) => message)).toEqual([
      expect.stringMatching(/another identity .*instead of.*Sign in/),
    ]);
    expect(user.lab.graph.requests).toEqual([]);
  });
});

describe('sign-ins to several applications and tenants', () => {
  const others = [
    { ...registration(), user: { upn: 'other@fabrikam.example', name: 'Other' } },
    { ...registration(), user: { upn: 'third@fabrikam.example', name: 'Third' } },
  ];

  test('are kept side by side', async () => {
    // The same application in a second tenant, and a second application in that tenant.
    const [other, third] = others as [(typeof others)[0], (typeof others)[0]];
    const apps = [
      user.lab.app,
      { ...other, clientId: user.lab.app.clientId },
      { ...third, tenantId: other.tenantId },
    ];
    for (const app of apps) {
      user.lab.signIn.register(app);
      expect(await user.isAsked(user.kept(app))).toBe(true);
    }
    await user.later(async (lab) => {
      for (const app of apps) {
        expect(await user.isAsked(user.kept(app), lab)).toBe(false);
        const { tenantId: tid, clientId: appid } = app;
        expect(await user.sentToken(lab)).toMatchObject({ tid, appid, upn: app.user?.upn });
        await user.disconnect(lab);
      }
    });
  });
});
