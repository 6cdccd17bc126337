import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { plain } from '../../support/engine.ts';
import { command } from '../../support/lab.ts';
import { connectScript, registration, SignInLab } from '../../support/signInLab.ts';

let lab: SignInLab;

beforeAll(async () => {
  lab = await SignInLab.start();
});

afterAll(() => lab.close());

beforeEach(() => {
  lab.signIn.requests.length = 0;
  lab.graph.requests.length = 0;
  lab.signIn.autoApproveDevice = false;
});

const app = (more = '') => `-ClientId ${lab.app.clientId} -TenantId ${lab.app.tenantId} ${more}`;

const isDelegated = (type: string) => ({
  AuthType: 'Delegated',
  TokenCredentialType: type,
  ClientId: lab.app.clientId,
  TenantId: lab.app.tenantId,
  Account: 'adele@contoso.example',
  AppName: 'Lab app',
  Scopes: ['PartnerSecurity.Read.All', 'User.Read'],
  ContextScope: 'Process',
});

async function context(): Promise<unknown> {
  return plain((await lab.mustRun('Get-MgContext')).output[0] as never);
}

async function sentToken(): Promise<Record<string, unknown> | undefined> {
  await lab.mustRun(`$null = ${command} -CurrentScore 1`);
  return lab.graphTokens.at(-1);
}

describe('a device code', () => {
  test('is shown at once, and signs in when the user has entered it', async () => {
    const pending = lab.signIn.next({ hold: true }, 'token');
    const connecting = lab.connect(
      app("-UseDeviceCode -Scopes 'PartnerSecurity.Read.All, User.Read'; Get-MgContext"),
    );
    await pending.reached;
    const [code = ''] = lab.signIn.userCodes.slice(-1);
    lab.signIn.approveDevice(code);
    pending.release();
    const { host, output } = await connecting;
    expect(host.join('\n')).toContain(`enter the code ${code}`);
    expect(plain(output[0] as never)).toMatchObject(isDelegated('DeviceCode'));
    expect(await sentToken()).toMatchObject({ scp: 'PartnerSecurity.Read.All User.Read' });
  });

  test.each([
    ['ForEach-Object -Parallel', (script: string) => `1 | ForEach-Object -Parallel { ${script} }`],
    ['Start-ThreadJob', (script: string) => `Start-ThreadJob { ${script} } | Receive-Job -Wait`],
  ])('D11: is a warning in %s, where the screen is out of reach', async (_, within) => {
    lab.signIn.autoApproveDevice = true;
    const { warnings } = await lab.mustRun(within(`${lab.setUp}; ${connectScript(app('-UseDeviceCode'))}`));
    expect(warnings).toEqual([expect.stringMatching(/enter the code [A-Z0-9]+ /)]);
  });

  test('goes on when polls are lost, and when the service is busy', async () => {
    lab.signIn.deviceInterval = 0;
    lab.signIn.next({ destroy: true });
    lab.signIn.next({ status: 503, body: '<html>Busy</html>' });
    lab.signIn.next({ status: 503, body: '{}' });
    const pending = lab.signIn.next({ hold: true });
    const connecting = lab.connect(app('-UseDeviceCode'));
    await pending.reached;
    lab.signIn.approveDevice(lab.signIn.userCodes.at(-1) ?? '');
    pending.release();
    await connecting;
    lab.signIn.deviceInterval = 1;
    expect(await context()).toMatchObject({ TokenCredentialType: 'DeviceCode' });
    expect(lab.tokenRequests).toHaveLength(4);
  });

  test.each(['UseDeviceAuthentication', 'DeviceCode', 'DeviceAuth', 'Device'])(
    'is asked for with -%s too',
    async (alias) => {
      lab.signIn.autoApproveDevice = true;
      await lab.connect(app(`-${alias}`));
      expect(lab.signIn.requests.map(({ kind }) => kind)).toContain('devicecode');
    },
  );

  test.each<[string, 'declineDevice' | 'expireDevice', RegExp]>([
    ['declined', 'declineDevice', /The user declined the sign-in.*authorization_declined/],
    ['let expire', 'expireDevice', /The device code expired/],
  ])('that was %s is a clear error, and nobody is signed in', async (_, act, message) => {
    const pending = lab.signIn.next({ hold: true }, 'token');
    const connecting = lab.connectFailure(app('-UseDeviceCode'));
    await pending.reached;
    lab.signIn[act](lab.signIn.userCodes.at(-1) ?? '');
    pending.release();
    expect((await connecting).message).toMatch(message);
    expect((await lab.mustRun('Get-MgContext')).output).toEqual([]);
  });

  test('can be stopped, and nobody is signed in', async () => {
    const pending = lab.signIn.next({ hold: true }, 'token');
    const connecting = lab.run(connectScript(app('-UseDeviceCode')));
    await pending.reached;
    expect(await lab.engine.stop()).toBeLessThan(2000);
    const { stopped, errors } = await connecting;
    expect([stopped, errors]).toEqual([true, []]);
    expect((await lab.mustRun('Get-MgContext')).output).toEqual([]);
    pending.release();
  });
});

// The fake browser replaces the program that a Linux desktop starts. The tests of the binary cover all systems.
if (process.platform === 'linux') {
  describe('a browser', () => {
    test.each([
      ['ForEach-Object -Parallel', (script: string) => `1 | ForEach-Object -Parallel { ${script} }`],
      ['Start-ThreadJob', (script: string) => `Start-ThreadJob { ${script} } | Receive-Job -Wait`],
      ['Start-Job', (script: string) => `Start-Job { ${script} } | Receive-Job -Wait`],
      ['a program', (script: string) => `[powershell]::Create().AddScript({ ${script} }).Invoke()`],
    ])('D11: is refused in %s, where nobody sees what it is for', async (_, within) => {
      const opened = lab.browser.opened().length;
      const script = `${lab.setUp}; try { ${connectScript(app())} } catch { $_.Exception.Code; $_.Exception.Message }`;
      const { output } = await lab.mustRun(within(script));
      expect(output.map(({ text }) => text)).toEqual([
        'InteractionRequired',
        expect.stringMatching(/without a user interface.* -UseDeviceCode/),
      ]);
      expect(lab.signIn.requests).toEqual([]);
      expect(lab.browser.opened()).toHaveLength(opened);
    });

    test('opens, and signs in with PKCE', async () => {
      const { host } = await lab.connect(app("-Scopes PartnerSecurity.Read.All, 'User.Read'"));
      expect(await context()).toMatchObject(isDelegated('InteractiveBrowser'));
      expect(lab.browser.opened()).toHaveLength(1);
      expect(host.join('\n')).toContain(lab.browser.opened()[0]);
      const [authorize] = lab.signIn.requests.filter(({ kind }) => kind === 'authorize');
      expect(authorize?.form).toMatchObject({
        code_challenge_method: 'S256',
        response_type: 'code',
        redirect_uri: expect.stringMatching(/^http:\/\/localhost:\d+$/),
        state: expect.stringMatching(/./),
      });
      expect(lab.tokenRequests).toMatchObject([{ code_verifier: expect.stringMatching(/./) }]);
      expect(await sentToken()).toMatchObject({ tid: lab.app.tenantId, upn: 'adele@contoso.example' });
    });

    test('is asked to offer the account of -LoginHint first', async () => {
      await lab.connect(app('-LoginHint adele@contoso.example'));
      const [authorize] = lab.signIn.requests.filter(({ kind }) => kind === 'authorize');
      expect(authorize?.form).toMatchObject({ login_hint: 'adele@contoso.example' });
      expect(await context()).toMatchObject({ LoginHint: 'adele@contoso.example', WamEnabled: false });
    });

    test('without parameters signs in as the command line tools to User.Read, in the own tenant', async () => {
      const home = { ...registration(), clientId: '14d82eec-204b-4c2f-b7e8-296a70dab67e' };
      lab.signIn.register(home);
      await lab.connect('');
      const [authorize] = lab.signIn.requests.filter(({ kind }) => kind === 'authorize');
      expect(authorize).toMatchObject({
        tenant: 'common',
        form: { scope: expect.stringContaining('User.Read') },
      });
      expect(await context()).toMatchObject({ TenantId: home.tenantId, Scopes: ['User.Read'] });
    });

    test.each([
      [
        'declines',
        { error: 'access_denied', description: 'AADSTS65004: User declined to consent to access the app.' },
        /The user declined to consent.*AADSTS65004, access_denied/,
      ],
      [
        'cancels',
        { error: 'access_denied', description: 'The user cancelled.' },
        /The sign-in was cancelled/,
      ],
    ])('whose user %s is a clear error', async (_, behaviour, message) => {
      lab.signIn.nextAuthorize(behaviour);
      const failure = await lab.connectFailure(app());
      expect(failure.message).toMatch(message);
      expect(lab.tokenRequests).toEqual([]);
    });

    test('can be stopped while it waits for the user', async () => {
      const pending = lab.signIn.nextAuthorize({ hold: true });
      const connecting = lab.run(connectScript(app()));
      await pending.reached;
      expect(await lab.engine.stop()).toBeLessThan(2000);
      expect((await connecting).stopped).toBe(true);
      pending.release();
    });
  });
}

describe('the tokens of a user', () => {
  beforeEach(async () => {
    lab.signIn.autoApproveDevice = true;
    await lab.connect(app('-UseDeviceCode'));
    lab.signIn.requests.length = 0;
  });

  test('are renewed without the user when Graph refuses one', async () => {
    lab.graph.next({ status: 401 });
    await sentToken();
    expect(lab.tokenRequests).toMatchObject([{ grant_type: 'refresh_token' }]);
    const [first, second] = lab.graph.requests.map(({ headers }) => headers['authorization']);
    expect(first).not.toBe(second);
  });

  test('that can no longer be renewed are an error that says what to do, with nothing sent', async () => {
    lab.signIn.revokeRefreshTokens();
    lab.graph.next({ status: 401 });
    const { errors } = await lab.run(`${command} -CurrentScore 1`);
    expect(errors).toHaveLength(1);
    expect(errors[0]?.message).toMatch(
      /Sign in again with Connect-MgGraph.*AADSTS\d+, invalid_grant, correlation id/s,
    );
    expect(errors[0]?.properties).toMatchObject({ Code: { value: 'InteractionRequired' } });
    expect(lab.graph.requests).toHaveLength(1);
  });

  test('are gone when the backend ends: the next call says so and sends nothing', async () => {
    const { errors } = await lab.run(`
      $id = [PartnerSecurityScore.BackendHost]::ProcessId
      $backend = [System.Diagnostics.Process]::GetProcessById($id)
      $backend.Kill(); $backend.WaitForExit()
      ${command} -CurrentScore 1`);
    expect(errors.map(({ message }) => message)).toEqual([
      expect.stringMatching(/backend was restarted, .*Sign in again/),
    ]);
    expect(lab.graph.requests).toEqual([]);
    expect(lab.signIn.requests.map(({ kind }) => kind)).not.toContain('devicecode');
  });
});

describe('consent that is missing', () => {
  test('is named, with what to do', async () => {
    const limited = { ...registration(), scopes: ['User.Read'] };
    lab.signIn.register(limited);
    lab.signIn.autoApproveDevice = true;
    const failure = await lab.connectFailure(
      `-ClientId ${limited.clientId} -TenantId ${limited.tenantId} -UseDeviceCode -Scopes Directory.ReadWrite.All`,
    );
    expect(failure.message).toMatch(/lacks consent.*administrator.*AADSTS65001/s);
  });
});
