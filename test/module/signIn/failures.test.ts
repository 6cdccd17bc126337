import { randomUUID } from 'node:crypto';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type PsError, plain } from '../../support/engine.ts';
import { enginePath } from '../../support/enginePlatform.ts';
import { command } from '../../support/lab.ts';
import { psQuote } from '../../support/psQuote.ts';
import { clientCertificate } from '../../support/signIn/clientCertificate.ts';
import { SignInServer } from '../../support/signIn/signInServer.ts';
import {
  connectScript,
  psCredential,
  registration,
  SignInLab,
  secureString,
} from '../../support/signInLab.ts';
import { accessToken } from '../../support/tokens.ts';
import type { Variables } from '../../support/variables.ts';

let lab: SignInLab;

beforeAll(async () => {
  lab = await SignInLab.start();
});

afterAll(() => lab.close());

beforeEach(() => {
  lab.signIn.requests.length = 0;
  lab.graph.requests.length = 0;
});

afterEach(() => {
  lab.signIn.dropNext();
  lab.signIn.clockSkewSeconds = 0;
  lab.signIn.tokenTenant = undefined;
});

const secret = () => lab.app.secrets[0] ?? '';
const signInWith = ({
  clientId = lab.app.clientId,
  value = secret(),
  tenantId = lab.app.tenantId,
}: {
  clientId?: string;
  value?: string;
  tenantId?: string;
} = {}) => `-ClientSecretCredential (${psCredential(clientId, value)}) -TenantId ${tenantId}`;

const factsOf = ({ properties }: PsError) => {
  const { ServiceCode, CorrelationId } = properties;
  return [plain(ServiceCode as never), plain(CorrelationId as never)];
};

describe('a sign-in that the service refuses says what to do, with its code and correlation id', () => {
  test.each<[string, () => string, string, RegExp]>([
    [
      'a wrong secret',
      () => signInWith({ value: 'wrong-secret' }),
      'AADSTS7000215',
      /client secret is wrong\. Use the value/,
    ],
    [
      'an unknown tenant',
      () => signInWith({ tenantId: randomUUID() }),
      'AADSTS90002',
      /tenant does not exist\. Check the tenant ID/,
    ],
    [
      'an unknown tenant name',
      () => signInWith({ tenantId: 'nobody.example' }),
      'AADSTS90002',
      /tenant does not exist\. Check the tenant ID/,
    ],
    [
      'an unknown application',
      () => signInWith({ clientId: randomUUID() }),
      'AADSTS700016',
      /no application with this client ID/,
    ],
  ])('%s', async (_, parameters, code, advice) => {
    const failure = await lab.connectFailure(parameters());
    expect(failure.fullyQualifiedErrorId).toBe('SignInFailed,PartnerSecurityScore.ConnectMgGraphCommand');
    expect(failure.category).toBe('AuthenticationError');
    expect(failure.message).toMatch(advice);
    expect(failure.message).toContain(code);
    expect(factsOf(failure)).toEqual([code, expect.stringMatching(/^[0-9a-f-]{36}$/)]);
    expect(failure.message).toContain(factsOf(failure)[1]);
    expect(failure.message).not.toContain('wrong-secret');
  });

  test('D13: and tells with -Verbose what was tried', async () => {
    const { verbose } = await lab.run(
      `try { ${connectScript(signInWith({ value: 'wrong-secret' }))} -Verbose } catch { }`,
    );
    expect(verbose).toEqual([
      `Signing in with ClientSecret at ${lab.signIn.url}/${lab.app.tenantId}, for ${lab.graph.url} (environment lab).`,
      expect.stringMatching(/^Sign-in failed: SignInFailed, AADSTS7000215, [0-9a-f-]{36}\.$/),
    ]);
  });

  test('D13: as it tells of one that is accepted, by the correlation id that the service got', async () => {
    const { verbose } = await lab.connect(`${signInWith()} -Verbose`);
    expect(verbose.slice(1)).toEqual([
      expect.stringContaining(
        ` Correlation id ${lab.tokenRequests.at(-1)?.['client-request-id']}. The sign-in used no proxy.`,
      ),
    ]);
  });

  test('an expired secret', async () => {
    const expired = { ...registration(), expiredSecrets: ['old-secret'] };
    lab.signIn.register(expired);
    const failure = await lab.connectFailure(signInWith({ ...expired, value: 'old-secret' }));
    expect(failure.message).toMatch(/client secret has expired\. Create a new one.*AADSTS7000222/);
  });

  test('a certificate that the application does not know', async () => {
    const { cert, key } = await clientCertificate();
    const failure = await lab.connectFailure(
      `-ClientId ${lab.app.clientId} -TenantId ${lab.app.tenantId} -Certificate ([System.Security.Cryptography.X509Certificates.X509Certificate2]::CreateFromPem(${psQuote(cert)}, ${psQuote(key)}))`,
    );
    expect(failure.message).toMatch(
      /rejected the certificate\. Check that the app registration contains it.*AADSTS700027/,
    );
  });

  test.each([
    ['ahead', 40 * 60, /not within|clock is 40 minutes behind the service's clock\. Correct it/],
    ['behind', -40 * 60, /clock is 40 minutes ahead of the service's clock\. Correct it/],
  ])("a clock that the service's is far %s of", async (_, skew, advice) => {
    const { cert, key } = await clientCertificate();
    lab.signIn.register({ ...lab.app, certificates: [cert] });
    lab.signIn.clockSkewSeconds = skew;
    const failure = await lab.connectFailure(
      `-ClientId ${lab.app.clientId} -TenantId ${lab.app.tenantId} -Certificate ([System.Security.Cryptography.X509Certificates.X509Certificate2]::CreateFromPem(${psQuote(cert)}, ${psQuote(key)}))`,
    );
    expect(failure.message).toMatch(/AADSTS700024/);
    expect(failure.message).toMatch(advice);
  });

  test('words of the service that hold a secret are shown without it, in one line', async () => {
    lab.signIn.next({ error: 'invalid_client', code: 7000215, description: `Got '${secret()}'.\r\nBad.` });
    const failure = await lab.connectFailure(signInWith());
    expect(failure.message).toContain("Got '***'. Bad.");
    expect(failure.message).not.toContain(secret());
  });

  test.each([
    ['no JSON', { status: 400, body: '<html>no</html>' }, /status 400/],
    [
      'no JSON, as if it were a success',
      { status: 200, body: '<html>Sign in</html>' },
      /: the response from localhost:\d+ is not JSON\. Nothing was sent to Graph\. The response may/,
    ],
    ['an answer without a token', { status: 200, body: '{"token_type":"Bearer"}' }, /Sign-in failed/],
    ['a redirect', { status: 302, headers: { Location: 'https://evil.example/' } }, /status 302/],
  ])('an answer that makes no sense: %s', async (_, answer, message) => {
    lab.signIn.next(answer);
    const failure = await lab.connectFailure(signInWith());
    expect(failure.message).toMatch(message);
  });

  test('a busy service is asked again, at most twice', async () => {
    const busy = { status: 503, headers: { 'Retry-After': '0' } };
    lab.signIn.next(busy);
    lab.signIn.next(busy);
    await lab.connect(signInWith());
    for (let tries = 0; tries < 3; tries += 1) {
      lab.signIn.next(busy);
    }
    const failure = await lab.connectFailure(signInWith());
    expect(failure.message).toMatch(/busy or unavailable. Try again later.*status 503/);
  });
});

describe('what cannot be right is refused in the words that were typed, before anything is sent', () => {
  test.each(['a/../b', 'a?b', '..'])('the tenant %s', async (tenantId) => {
    const { message } = await lab.connectFailure(signInWith({ tenantId: psQuote(tenantId) }));
    expect(message).toBe(
      `-TenantId '${tenantId}' is not a valid tenant ID or domain name. Nothing was sent. Specify the ID or domain name of the tenant.`,
    );
    expect(lab.signIn.requests).toEqual([]);
  });

  test.each(['', '-UseDeviceCode'])('the tenant of a user: %s', async (kind) => {
    const { message } = await lab.connectFailure(`${kind} -TenantId 'https://contoso.example'`);
    expect(message).toBe(
      "-TenantId 'https://contoso.example' is not a valid tenant ID or domain name. Nothing was sent. Specify the ID or domain name of the tenant.",
    );
  });

  test.each(['"', "'"])('a token in quotation marks, %s', async (mark) => {
    const { message } = await lab.connectFailure(
      `-AccessToken (${secureString(`${mark}${accessToken()}${mark}`)})`,
    );
    expect(message).toMatch(/Specify only the token, without "Bearer", quotation marks/);
    expect((await lab.mustRun('Get-MgContext')).output).toEqual([]);
  });
});

describe('a token for another tenant', () => {
  test('is refused when signing in', async () => {
    const other = randomUUID();
    lab.signIn.tokenTenant = other;
    const failure = await lab.connectFailure(signInWith());
    expect(failure.fullyQualifiedErrorId).toBe('WrongTenant,PartnerSecurityScore.ConnectMgGraphCommand');
    expect(failure.message).toContain(`for the tenant ${other} instead of the tenant ${lab.app.tenantId}`);
    expect((await lab.mustRun('Get-MgContext')).output).toEqual([]);
  });

  test('is refused when a token is renewed, and nothing is sent with it', async () => {
    await lab.connect(signInWith());
    lab.signIn.tokenTenant = randomUUID();
    lab.graph.next({ status: 401 });
    const { errors } = await lab.run(`${command} -CurrentScore 1`);
    expect(errors.map(({ message }) => message)).toEqual([expect.stringMatching(/instead of/)]);
    expect(lab.graph.requests).toHaveLength(1);
  });
});

describe('a sign-in service that cannot be reached', () => {
  const other = (endpoint: string) => `
    $null = Add-MgEnvironment -Name other -GraphEndpoint ${lab.graph.url} -AzureADEndpoint ${endpoint}
    ${connectScript(signInWith()).replace('-Environment lab', '-Environment other')}`;

  const failureAt = async (endpoint: string) => {
    const { terminating } = await lab.run(`try { ${other(endpoint)} } catch { throw }`);
    return terminating?.message;
  };

  test('is named, with the reason and what to check', async () => {
    expect(await failureAt('https://localhost:9')).toMatch(
      /could not connect to localhost:9: the connection was refused, or the host is unreachable \(\w+\).*Nothing was sent to Graph.*HTTPS_PROXY/,
    );
  });

  test('with a certificate of an unknown authority', async () => {
    const stranger = await SignInServer.start();
    try {
      expect(await failureAt(stranger.url)).toMatch(
        /could not connect to localhost:\d+: the server's certificate is not trusted/,
      );
      expect(stranger.requests).toEqual([]);
    } finally {
      await stranger.close();
    }
  });

  test('that breaks the connection is asked again, at most twice', async () => {
    lab.signIn.next({ destroy: true });
    await lab.connect(signInWith());
    for (let tries = 0; tries < 3; tries += 1) {
      lab.signIn.next({ destroy: true });
    }
    const failure = await lab.connectFailure(signInWith());
    expect(failure.message).toMatch(/the request to localhost:\d+ failed: the connection was closed/);
  });

  test('over plain http is refused before anything is sent', async () => {
    expect(await failureAt('http://127.0.0.1:9')).toMatch(
      /a sign-in service with an https URL\..*Set-MgEnvironment -AzureADEndpoint\.$/,
    );
  });

  /** Runs an action with a new backend, as if PowerShell had started in this folder with these variables. */
  const startedIn = async (folder: string, variables: Variables, action: () => Promise<unknown>) => {
    await lab.mustRun(`
      $folder = [Environment]::CurrentDirectory
      [Environment]::CurrentDirectory = ${psQuote(enginePath(folder))}`);
    try {
      await lab.begin(variables);
      await action();
    } finally {
      await lab.mustRun('[Environment]::CurrentDirectory = $folder');
    }
  };

  afterAll(() => lab.begin());

  test.each<[string, (folder: string) => string, RegExp]>([
    [
      'is not there',
      () => 'none.pem',
      /NODE_EXTRA_CA_CERTS points to .*[\\/]none\.pem, which does not exist/,
    ],
    [
      'holds none',
      (file) => file,
      /NODE_EXTRA_CA_CERTS points to .*, which contains no certificate in PEM format/,
    ],
  ])('with a file of authorities that %s names it', async (_, file, reason) => {
    const folder = mkdtempSync(path.join(tmpdir(), 'pss-ca-'));
    try {
      const empty = path.join(folder, 'empty.pem');
      writeFileSync(empty, '');
      await startedIn(folder, { NODE_EXTRA_CA_CERTS: file(empty) }, async () => {
        const { message } = await lab.connectFailure(signInWith());
        expect(message).toMatch(/the server's certificate is not trusted \(\w+\); /);
        expect(message).toMatch(reason);
      });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test.each(['ca.pem', './ca.pem', '~/ca.pem'])('trusts what is in %s', async (file) => {
    const folder = mkdtempSync(path.join(tmpdir(), 'pss-ca-'));
    try {
      copyFileSync(lab.signIn.caFile, path.join(folder, 'ca.pem'));
      const variables = { NODE_EXTRA_CA_CERTS: file, HOME: folder, USERPROFILE: folder };
      await startedIn(folder, variables, () => lab.connect(signInWith()));
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

test('a sign-in can be stopped, and leaves nobody signed in', async () => {
  await lab.connect(signInWith());
  const pending = lab.signIn.next({ hold: true });
  const connecting = lab.run(connectScript(signInWith()));
  await pending.reached;
  expect(await lab.engine.stop()).toBeLessThan(2000);
  const { stopped, errors } = await connecting;
  expect([stopped, errors]).toEqual([true, []]);
  await pending.disconnected;
  const { errors: after } = await lab.run(`${command} -CurrentScore 1`);
  expect(after[0]?.message).toMatch(/Authentication needed/);
});
