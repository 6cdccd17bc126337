import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { plain } from '../support/engine.ts';
import { GraphServer } from '../support/graphServer.ts';
import { command, connect, importModule, Lab } from '../support/lab.ts';
import { accessToken, tenantsOf } from '../support/tokens.ts';

let lab: Lab;

beforeAll(async () => {
  lab = await Lab.start();
});

afterAll(() => lab.close());

const ofTenant = (tid: string) => accessToken({ tid });

const tenants = () => tenantsOf(lab.server.requests);

describe('Connect-MgGraph -AccessToken', () => {
  test('gives a context that tells what the token says, and no token', async () => {
    const token = accessToken({
      tid: 't',
      appid: 'a',
      upn: 'u@x.example',
      app_displayname: 'n',
      scp: 'A.Read B.Read',
    });
    const { output } = await lab.mustRun(`${importModule}\n${connect(lab.server, token)}\nGet-MgContext`, {
      runspace: 'context',
    });
    expect(plain(output[0] as never)).toMatchObject({
      TenantId: 't',
      ClientId: 'a',
      Account: 'u@x.example',
      AppName: 'n',
      Scopes: ['A.Read', 'B.Read'],
      AuthType: 'UserProvidedAccessToken',
      TokenCredentialType: 'UserProvidedAccessToken',
      ContextScope: 'Process',
      Environment: 'lab',
    });
    expect(JSON.stringify(output)).not.toContain(token.split('.')[2]);
  });

  test('welcomes on the output, with who, how and where, unless -NoWelcome is given [sign-in.welcome]', async () => {
    const script = `${importModule}\n${connect(lab.server, accessToken({ tid: 't', appid: 'a' }))}`;
    const { output, host, information } = await lab.mustRun(script.replace('-NoWelcome', ''), {
      runspace: 'context',
    });
    expect([output.map(plain), host, information]).toEqual([
      [
        "Welcome to Microsoft Graph! This session is signed in to the environment lab as application 'a' in tenant 't' (credential type: UserProvidedAccessToken). Use -NoWelcome to suppress this text.",
      ],
      [],
      [],
    ]);
    expect((await lab.mustRun(script, { runspace: 'context' })).output).toEqual([]);
  });

  test.each([
    ['-Verbose', 'verbose'],
    ['-Debug', 'debug'],
  ] as const)(
    'D13: tells with %s where it signs in, as whom, and until when [sign-in.verbose]',
    async (option, stream) => {
      const exp = Math.floor(Date.now() / 1000) + 3600;
      const script = `${importModule}\n${connect(lab.server, accessToken({ tid: 't', appid: 'a', exp }))} ${option}`;
      const result = await lab.mustRun(script, { runspace: 'context' });
      expect(result[stream]).toEqual([
        `Signing in with UserProvidedAccessToken, for ${lab.server.url} (environment lab).`,
        `Signed in as application 'a' in tenant 't'. The token expires at ${new Date(exp * 1000).toISOString()}. The sign-in used no proxy.`,
      ]);
    },
  );

  test('D13: tells with -Verbose that nobody is signed in', async () => {
    const script = `Connect-MgGraph -AccessToken ([securestring]::new()) -Verbose -ErrorAction SilentlyContinue`;
    const { verbose } = await lab.run(`${importModule}; ${script}`, { runspace: 'context' });
    expect(verbose).toEqual(['Sign-in failed: ArgumentException.']);
  });

  test.each([
    ['expired', -60, /expired/i],
    ['about to expire', 120, /expire/i],
  ])('refuses a token that is %s and leaves the runspace signed out', async (_, seconds, message) => {
    const exp = Math.floor(Date.now() / 1000) + seconds;
    const good = `${importModule}\n${connect(lab.server, ofTenant('good'))}`;
    await lab.mustRun(good, { runspace: 'expiry' });
    const failure = await lab.failure(connect(lab.server, accessToken({ exp })), { runspace: 'expiry' });
    expect(failure.fullyQualifiedErrorId).toBe('InvalidToken,PartnerSecurityScore.ConnectMgGraphCommand');
    expect(failure.message).toMatch(message);
    const { errors, output } = await lab.sendsNothing(`Get-MgContext; ${command} -CurrentScore 1`, {
      runspace: 'expiry',
    });
    expect(output).toEqual([]);
    expect(errors[0]?.message).toMatch(/Authentication needed/);
  });

  test('refuses an unknown environment and names those there are', async () => {
    const failure = await lab.failure(
      connect(lab.server, ofTenant('t')).replace('-Environment lab', '-Environment Mars'),
      { runspace: 'expiry' },
    );
    expect(failure.message).toMatch(/Mars.*Global, USGov/);
    expect(failure.category).toBe('InvalidOperation');
  });
});

describe('runspaces', () => {
  test('use their own session, or that of the first, or none after a failure [sessions.own] [sessions.shared]', async () => {
    const before = lab.server.requests.length;
    const send = `$null = ${command} -CurrentScore 1`;
    await lab.mustRun(connect(lab.server, ofTenant('process')));
    await Promise.all(
      ['a', 'b', 'c'].map(async (name) => {
        await lab.mustRun(`${importModule}\n${connect(lab.server, ofTenant(name))}`, { runspace: name });
        await lab.mustRun(send, { runspace: name });
      }),
    );
    await lab.mustRun(send);
    await lab.mustRun(`${importModule}; ${send}`, { runspace: 'shares' });
    expect(tenants().slice(before).sort()).toEqual(['a', 'b', 'c', 'process', 'process']);
  });

  test('send each record with the session of the moment [sessions.record]', async () => {
    const before = lab.server.requests.length;
    await lab.mustRun(connect(lab.server, ofTenant('first')));
    await lab.mustRun(
      `$null = @{ id = '1' }, @{ id = '2' } | ForEach-Object { if ($_.id -eq '2') { ${connect(lab.server, ofTenant('second'))} }; $_ } | ${command}`,
    );
    await lab.mustRun(`$null = ${command} -Id 3`);
    expect(tenants().slice(before)).toEqual(['first', 'second', 'second']);
  });
});

describe('a failed sign-in leaves its runspace signed out, whatever was before [sessions.failed]', () => {
  test.each([
    ['no token', '-AccessToken $null -Environment lab'],
    ['an empty token', '-AccessToken ([securestring]::new()) -Environment lab'],
    ['an unknown environment', '-AccessToken $secret -Environment Mars'],
    ['no environment', '-AccessToken $secret -Environment $null'],
  ])('%s', async (_, parameters) => {
    await lab.mustRun(connect(lab.server, ofTenant('before')));
    const script = `
      ${importModule}
      $secret = [securestring]::new(); 'opaque'.ToCharArray().ForEach({ $secret.AppendChar($_) })
      Connect-MgGraph ${parameters} -NoWelcome -ErrorAction SilentlyContinue
      ${command} -CurrentScore 1`;
    for (const runspace of ['main', 'never signed in']) {
      const { errors } = await lab.sendsNothing(script, { runspace });
      expect(errors.at(-1)?.message).toMatch(/Authentication needed/);
    }
    await lab.engine.closeRunspace('never signed in');
  });
});

describe('a sign-in that does not even begin', () => {
  test.each([
    "-AccessToken 'text' -Environment lab",
    "-AccessToken ''",
    "-ContextScope ''",
    '-ContextScope bogus',
    '-ClientTimeout $null',
    '-ClientTimeout 0',
    '-SendCertificateChain $null',
    "-Certificate 'file.pfx'",
    "-ClientSecretCredential 'text' -TenantId t",
    '-TenantId t -Identity',
    '-EnvironmentVariable -TenantId t',
    '-TenantId t -CertificateThumbprint ab',
    '-NoSuchParameter x -TenantId t',
  ])('leaves nobody signed in either: %s [sessions.failed]', async (parameters) => {
    await lab.mustRun(connect(lab.server, ofTenant('before')));
    const { errors } = await lab.sendsNothing(
      `Connect-MgGraph ${parameters} -NoWelcome -ErrorAction SilentlyContinue; ${command} -CurrentScore 1`,
    );
    expect(errors.at(-1)?.message).toMatch(/Authentication needed/);
  });

  // PowerShell does not call the command in these cases, so the module can only document the behaviour.
  test.each(['-TenantId', '-ClientId a -TenantId', '-Env x', '-Tenannt x', '-Tenannt x -ErrorAction Stop'])(
    'and of which nothing was bound leaves the sign-in before, and goes on unless the preference is Stop: %s',
    async (parameters) => {
      await lab.mustRun(connect(lab.server, ofTenant('before')));
      const { output } = await lab.run(`Connect-MgGraph ${parameters}; (Get-MgContext).TenantId`);
      expect(output.map(plain)).toEqual(['before']);
      const stopped = await lab.run(
        `& { $ErrorActionPreference = 'Stop'; Connect-MgGraph ${parameters}; 'goes on' }`,
      );
      expect(stopped.output).toEqual([]);
    },
  );
});

describe('a session that was signed out', () => {
  test('is not opened again by a command that still runs, even in a new backend', async () => {
    await lab.mustRun(connect(lab.server, ofTenant('gone')));
    const { errors } = await lab.sendsNothing(`
      ${command} -Id 1 -HttpPipelinePrepend {
        param($request, $callback, $next)
        $null = Disconnect-MgGraph
        $backend = [System.Diagnostics.Process]::GetProcessById("$([PartnerSecurityScore.BackendHost]::ProcessId)")
        $backend.Kill(); $backend.WaitForExit()
        $next.SendAsync($request, $callback)
      }`);
    expect(errors.at(-1)?.message).toMatch(/signed out/);
  });
});

describe('Disconnect-MgGraph', () => {
  test('gives the context, then there is none [sign-in.disconnect]', async () => {
    await lab.mustRun(connect(lab.server, ofTenant('leaving')));
    const { output, errors } = await lab.sendsNothing(
      `(Disconnect-MgGraph).TenantId; $null -eq (Get-MgContext); ${command} -CurrentScore 1; Disconnect-MgGraph`,
    );
    expect(output.map(plain)).toEqual(['leaving', true]);
    expect(errors.slice(1)).toEqual([
      expect.objectContaining({
        message: 'No application to sign out from.',
        exceptionType: 'PartnerSecurityScore.InvalidArgumentException',
        category: 'CloseError',
        fullyQualifiedErrorId: 'PartnerSecurityScore.DisconnectMgGraphCommand',
      }),
    ]);
  });
});

describe('the token', () => {
  test('goes to the origin of its environment only, whatever a step makes of the URL', async () => {
    const other = await GraphServer.start();
    try {
      await lab.mustRun(connect(lab.server, ofTenant('t')));
      other.reply({ status: 204 });
      const step = `{ param($req, $callback, $next) $req.RequestUri = [uri]'${other.url}/elsewhere'; $next.SendAsync($req, $callback) }`;
      await lab.mustRun(`${command} -CurrentScore 1 -HttpPipelinePrepend ${step}`);
      expect(other.requests).toHaveLength(1);
      expect(other.requests[0]?.headers).not.toHaveProperty('authorization');
    } finally {
      await other.close();
    }
  });
});

// This test comes last, because it closes the runspace that all other tests use.
describe('the session of the process', () => {
  test('is that of the first runspace, and of no other when that one is closed', async () => {
    const before = lab.server.requests.length;
    const send = `${importModule}\n$null = ${command} -CurrentScore 1`;
    await lab.mustRun(connect(lab.server, ofTenant('first')));
    await lab.mustRun(send, { runspace: 'worker' });
    await lab.engine.closeRunspace('main');
    await lab.mustRun(`${importModule}\n${connect(lab.server, ofTenant('second'))}`, { runspace: 'second' });
    const { errors } = await lab.run(send, { runspace: 'worker' });
    expect(errors.map(({ message }) => message)).toEqual([expect.stringMatching(/Authentication needed/)]);
    expect(tenants().slice(before)).toEqual(['first']);
  });
});
