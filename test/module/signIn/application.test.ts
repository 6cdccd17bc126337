import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { plain } from '../../support/engine.ts';
import { command } from '../../support/lab.ts';
import { psQuote } from '../../support/psQuote.ts';
import {
  clientCertificate,
  storedCertificate,
  withoutStored,
} from '../../support/signIn/clientCertificate.ts';
import { psCredential, registration, SignInLab } from '../../support/signInLab.ts';

let lab: SignInLab;
let certificate: { key: string; cert: string };
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'pss-sign-in-'));
  [lab, certificate] = await Promise.all([
    SignInLab.start({ env: { HOME: folder, USERPROFILE: folder } }),
    clientCertificate({ name: 'Lab app' }),
  ]);
  lab.signIn.register({ ...lab.app, certificates: [certificate.cert] });
});

afterAll(async () => {
  try {
    await lab.mustRun(withoutStored);
  } finally {
    await lab.close();
    rmSync(folder, { recursive: true, force: true });
  }
});

beforeEach(() => {
  lab.signIn.requests.length = 0;
  lab.graph.requests.length = 0;
});

const tenant = () => `-TenantId ${lab.app.tenantId}`;

async function context(): Promise<Record<string, unknown>> {
  const { output } = await lab.mustRun('Get-MgContext');
  return plain(output[0] as never) as Record<string, unknown>;
}

/** Sends a request and returns the claims of its token. */
async function sentToken(): Promise<Record<string, unknown>> {
  await lab.mustRun(`$null = ${command} -CurrentScore 1`);
  return lab.graphTokens.at(-1) ?? {};
}

describe('a client secret', () => {
  const credential = () => psCredential(lab.app.clientId, lab.app.secrets[0] ?? '');

  test('signs in, and Graph gets its token', async () => {
    await lab.connect(`-ClientSecretCredential (${credential()}) ${tenant()}`);
    expect(lab.tokenRequests).toMatchObject([
      {
        grant_type: 'client_credentials',
        scope: `${lab.graph.url}/.default`,
        client_secret: lab.app.secrets[0],
      },
    ]);
    expect(await sentToken()).toMatchObject({ tid: lab.app.tenantId, appid: lab.app.clientId });
    expect(await context()).toMatchObject({
      AuthType: 'AppOnly',
      TokenCredentialType: 'ClientSecret',
      ClientId: lab.app.clientId,
      TenantId: lab.app.tenantId,
      AppName: 'Lab app',
      Scopes: lab.app.roles,
      ContextScope: 'Process',
      Environment: 'lab',
    });
  });

  test.each(['SecretCredential', 'Credential'])('is taken as -%s too', async (alias) => {
    await lab.connect(`-${alias} (${credential()}) ${tenant()}`);
    expect(lab.tokenRequests).toHaveLength(1);
  });

  test('needs a tenant, before anything is sent', async () => {
    const failure = await lab.connectFailure(`-ClientSecretCredential (${credential()})`);
    expect(failure.message).toMatch(/-TenantId is missing/);
    expect(lab.signIn.requests).toEqual([]);
  });

  test.each(['common', 'Organizations', 'consumers'])('needs a certain tenant, not %s', async (name) => {
    const failure = await lab.connectFailure(`-ClientSecretCredential (${credential()}) -TenantId ${name}`);
    expect(failure.message).toMatch(/-TenantId is .* which is not a single tenant/);
    expect(lab.signIn.requests).toEqual([]);
  });

  test('is no part of any output', async () => {
    const { output } = await lab.connect(
      `-ClientSecretCredential (${credential()}) ${tenant()}; Get-MgContext`,
    );
    expect(JSON.stringify(output)).not.toContain(lab.app.secrets[0]);
  });
});

describe('a certificate', () => {
  const pfx = () => path.join(folder, 'app.pfx');

  /** Adds the certificate with its key to the user's store, and writes it to a PFX file. */
  beforeAll(async () => {
    await lab.mustRun(`${storedCertificate(certificate)}
      [System.IO.File]::WriteAllBytes(${psQuote(pfx())}, $pfx)`);
  });

  test.each([
    ['an object', '-Certificate $certificate'],
    ['a thumbprint', '-CertificateThumbprint $certificate.Thumbprint'],
    [
      'a thumbprint as a dialog shows it',
      '-CertificateThumbprint (([char]0x200e) + ($certificate.Thumbprint -replace "..", "$& "))',
    ],
    ['its subject', "-CertificateSubjectName 'CN=Lab app'"],
    ['its common name', "-CertificateName 'Lab app'"],
  ])('given as %s signs in, with an assertion signed in PowerShell', async (_, parameter) => {
    await lab.connect(`-ClientId ${lab.app.clientId} ${tenant()} ${parameter}`);
    const [form] = lab.tokenRequests;
    expect(form).toMatchObject({
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    });
    const header = JSON.parse(
      Buffer.from(form?.['client_assertion']?.split('.')[0] ?? '', 'base64url').toString(),
    ) as Record<string, unknown>;
    expect(header).toEqual({ alg: 'PS256', typ: 'JWT', 'x5t#S256': expect.any(String) });
    expect(await sentToken()).toMatchObject({ tid: lab.app.tenantId, appid: lab.app.clientId });
    expect(await context()).toMatchObject({ AuthType: 'AppOnly', TokenCredentialType: 'ClientCertificate' });
  });

  test('goes along with its chain when asked to', async () => {
    await lab.connect(
      `-ClientId ${lab.app.clientId} ${tenant()} -Certificate $certificate -SendCertificateChain $true`,
    );
    const [header = ''] = lab.tokenRequests[0]?.['client_assertion']?.split('.') ?? [];
    const { x5c } = JSON.parse(Buffer.from(header, 'base64url').toString()) as { x5c: string[] };
    expect(x5c).toHaveLength(1);
    expect(await context()).toMatchObject({ SendCertificateChain: true });
  });

  test('never gives its key to the backend', async () => {
    await lab.connect(`-ClientId ${lab.app.clientId} ${tenant()} -Certificate $certificate`);
    // When Graph refuses the token, the backend requests another signature.
    lab.graph.next({ status: 401 });
    await sentToken();
    expect(lab.tokenRequests).toHaveLength(2);
    const { output } = await lab.mustRun('[string](Get-MgContext).Certificate.HasPrivateKey');
    expect(output[0]?.text).toBe('True');
  });

  test('may be disposed of by the caller', async () => {
    await lab.connect(
      `-ClientId ${lab.app.clientId} ${tenant()} -Certificate ($given = [System.Security.Cryptography.X509Certificates.X509Certificate2]::new($certificate))
       $given.Dispose()`,
    );
    lab.graph.next({ status: 401 });
    await sentToken();
    expect(lab.tokenRequests).toHaveLength(2);
  });

  test('signs nothing more for a session that was signed out', async () => {
    await lab.connect(`-ClientId ${lab.app.clientId} ${tenant()} -Certificate $certificate`);
    const turn = lab.graph.next({ status: 401, hold: true });
    const call = lab.run(`${command} -CurrentScore 1`);
    await turn.reached;
    await lab.mustRun(`${lab.setUp}; $null = Disconnect-MgGraph`, { runspace: 'other' });
    turn.release();
    const { errors } = await call;
    expect(errors.map(({ message }) => message)).toEqual([
      expect.stringMatching(
        /private key cannot be used: the session was signed out\. After .* 401, nothing more was sent to Graph\. Sign in again/,
      ),
    ]);
    expect(lab.tokenRequests).toHaveLength(1);
  });

  test.each([
    [
      'no thumbprint',
      '-CertificateThumbprint xyz',
      /'xyz' is not valid\. Nothing was sent\. A thumbprint has/,
    ],
    [
      'an unknown thumbprint',
      `-CertificateThumbprint ${'ab'.repeat(20)}`,
      /No certificate with the thumbprint/,
    ],
    [
      'an unknown subject',
      "-CertificateSubjectName 'CN=nobody'",
      /No certificate with the subject 'CN=nobody'/,
    ],
    [
      'no certificate',
      '-SendCertificateChain $true',
      /The certificate is missing or empty\. Nothing was sent\. Specify it with/,
    ],
    [
      'one without a key',
      '-Certificate ([System.Security.Cryptography.X509Certificates.X509CertificateLoader]::LoadCertificate($certificate.RawData))',
      /has no private key\. .* and pass it with -Certificate\.$/,
    ],
  ])('is refused before anything is sent: %s', async (_, parameter, message) => {
    const failure = await lab.connectFailure(`-ClientId ${lab.app.clientId} ${tenant()} ${parameter}`);
    expect(failure.message).toMatch(message);
    expect(lab.signIn.requests).toEqual([]);
  });

  test.each([
    [
      'has expired',
      { notBefore: new Date('2020-01-01'), notAfter: new Date('2021-01-01') },
      /expired at 2021-01-01/,
    ],
    [
      'is not valid yet',
      { notBefore: new Date('2100-01-01'), notAfter: new Date('2101-01-01') },
      /not valid before 2100-01-01/,
    ],
  ])('that %s is refused before anything is sent', async (_, dates, message) => {
    const { cert, key } = await clientCertificate(dates);
    const failure = await lab.connectFailure(
      `-ClientId ${lab.app.clientId} ${tenant()} -Certificate ([System.Security.Cryptography.X509Certificates.X509Certificate2]::CreateFromPem(${psQuote(cert)}, ${psQuote(key)}))`,
    );
    expect(failure.message).toMatch(message);
    expect(lab.signIn.requests).toEqual([]);
  });

  test('with a key that is not RSA is refused before anything is sent', async () => {
    const failure = await lab.connectFailure(`-ClientId ${lab.app.clientId} ${tenant()} -Certificate (& {
      $key = [System.Security.Cryptography.ECDsa]::Create()
      $request = [System.Security.Cryptography.X509Certificates.CertificateRequest]::new('CN=ec', $key, 'SHA256')
      $request.CreateSelfSigned([datetimeoffset]::Now.AddDays(-1), [datetimeoffset]::Now.AddDays(1))
    })`);
    expect(failure.message).toMatch(/has no RSA key/);
  });
});

describe('environment variables', () => {
  const variables = [
    'AZURE_TENANT_ID',
    'AZURE_CLIENT_ID',
    'AZURE_CLIENT_SECRET',
    'AZURE_CLIENT_CERTIFICATE_PATH',
    'AZURE_CLIENT_CERTIFICATE_PASSWORD',
    'AZURE_CLIENT_SEND_CERTIFICATE_CHAIN',
    'AZURE_AUTHORITY_HOST',
    'AZURE_USERNAME',
    'AZURE_PASSWORD',
  ];

  const set = (values: Record<string, string>) =>
    lab.mustRun(
      variables
        .map((name) => `[Environment]::SetEnvironmentVariable('${name}', ${psQuote(values[name] ?? '')})`)
        .join('\n'),
    );
  const ids = () => ({ AZURE_TENANT_ID: lab.app.tenantId, AZURE_CLIENT_ID: lab.app.clientId });

  const write = (name: string, text: string) => {
    const file = path.join(folder, name);
    writeFileSync(file, text);
    return file;
  };

  test('with a secret sign in', async () => {
    await set({ ...ids(), AZURE_CLIENT_SECRET: lab.app.secrets[0] ?? '' });
    await lab.connect('-EnvironmentVariable');
    expect(lab.tokenRequests).toMatchObject([{ client_secret: lab.app.secrets[0] }]);
    expect(await context()).toMatchObject({
      AuthType: 'EnvironmentVariable',
      TokenCredentialType: 'EnvironmentVariable',
      ClientId: lab.app.clientId,
    });
  });

  test.each([
    ['a PEM file', () => write('app.pem', `${certificate.key}\n${certificate.cert}`), ''],
    ['a PFX file', () => path.join(folder, 'app.pfx'), 'pfx-password'],
  ])('with %s sign in', async (_, file, password) => {
    await set({
      ...ids(),
      AZURE_CLIENT_CERTIFICATE_PATH: file(),
      AZURE_CLIENT_CERTIFICATE_PASSWORD: password,
    });
    await lab.connect('-EnvironmentVariable');
    expect(lab.tokenRequests).toMatchObject([{ client_assertion: expect.any(String) }]);
    expect(await sentToken()).toMatchObject({ appid: lab.app.clientId });
  });

  test('with an encrypted PEM key and the chain sign in', async () => {
    const { output } = await lab.mustRun(`
      $rsa = [System.Security.Cryptography.RSA]::Create(); $rsa.ImportFromPem(${psQuote(certificate.key)})
      $rsa.ExportEncryptedPkcs8PrivateKeyPem('pem-password', [System.Security.Cryptography.PbeParameters]::new('Aes256Cbc', 'SHA256', 1000))`);
    const file = write('encrypted.pem', `${output[0]?.text}\n${certificate.cert}`);
    await set({
      ...ids(),
      AZURE_CLIENT_CERTIFICATE_PATH: file,
      AZURE_CLIENT_CERTIFICATE_PASSWORD: 'pem-password',
      AZURE_CLIENT_SEND_CERTIFICATE_CHAIN: 'true',
    });
    await lab.connect('-EnvironmentVariable');
    const [header = ''] = lab.tokenRequests[0]?.['client_assertion']?.split('.') ?? [];
    expect(JSON.parse(Buffer.from(header, 'base64url').toString())).toHaveProperty('x5c');
  });

  test('AZURE_AUTHORITY_HOST names the sign-in service', async () => {
    await set({
      ...ids(),
      AZURE_CLIENT_SECRET: lab.app.secrets[0] ?? '',
      AZURE_AUTHORITY_HOST: lab.signIn.url,
    });
    await lab.mustRun('Set-MgEnvironment -Name lab -AzureADEndpoint https://127.0.0.1:9');
    await lab.connect('-EnvironmentVariable');
    await lab.mustRun(`Set-MgEnvironment -Name lab -AzureADEndpoint ${lab.signIn.url}`);
    expect(lab.tokenRequests).toHaveLength(1);
  });

  test.each<[string, () => Record<string, string>, RegExp]>([
    [
      'nothing is set',
      () => ({}),
      /requires the environment variables AZURE_TENANT_ID and AZURE_CLIENT_ID, and one of these: AZURE_CLIENT_SECRET, /,
    ],
    [
      'a secret without a tenant',
      () => ({ AZURE_CLIENT_ID: 'a', AZURE_CLIENT_SECRET: 's' }),
      /AZURE_TENANT_ID is missing/,
    ],
    [
      'a secret without an application',
      () => ({ AZURE_TENANT_ID: 't', AZURE_CLIENT_SECRET: 's' }),
      /AZURE_CLIENT_ID is missing/,
    ],
    [
      'a user with a password',
      () => ({ ...ids(), AZURE_USERNAME: 'u', AZURE_PASSWORD: 'p' }),
      /AZURE_USERNAME and AZURE_PASSWORD is not supported/,
    ],
    [
      'a file that is not there',
      () => ({ ...ids(), AZURE_CLIENT_CERTIFICATE_PATH: path.join(folder, 'none.pem') }),
      /AZURE_CLIENT_CERTIFICATE_PATH points to '.*none\.pem', which does not exist/,
    ],
    [
      'a key in place of the path to it, which is not repeated',
      () => ({ ...ids(), AZURE_CLIENT_CERTIFICATE_PATH: '-----BEGIN PRIVATE KEY-----\nwrong-password' }),
      /AZURE_CLIENT_CERTIFICATE_PATH is not the path of a file.*Set AZURE_CLIENT_CERTIFICATE_PATH to the path/,
    ],
    [
      'a file that is neither',
      () => ({ ...ids(), AZURE_CLIENT_CERTIFICATE_PATH: write('bad', 'bad') }),
      /neither a PEM file nor a PFX file/,
    ],
    [
      'a PFX with a wrong password',
      () => ({
        ...ids(),
        AZURE_CLIENT_CERTIFICATE_PATH: path.join(folder, 'app.pfx'),
        AZURE_CLIENT_CERTIFICATE_PASSWORD: 'wrong-password',
      }),
      /neither a PEM file nor a PFX file/,
    ],
    [
      'a PEM without a key',
      () => ({ ...ids(), AZURE_CLIENT_CERTIFICATE_PATH: write('cert.pem', certificate.cert) }),
      /no private key/,
    ],
    [
      'a PEM whose key is damaged',
      () => ({
        ...ids(),
        AZURE_CLIENT_CERTIFICATE_PATH: write(
          'odd.pem',
          `${certificate.cert}\n-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n`,
        ),
      }),
      /has a private key that cannot be read/,
    ],
    [
      'a host that is not https',
      () => ({ ...ids(), AZURE_CLIENT_SECRET: 's', AZURE_AUTHORITY_HOST: 'http://login.example' }),
      /AZURE_AUTHORITY_HOST .* must begin with https/,
    ],
    [
      'a sign-in service over plain http on this computer',
      () => ({ ...ids(), AZURE_CLIENT_SECRET: 's', AZURE_AUTHORITY_HOST: 'http://127.0.0.1:9' }),
      /a sign-in service with an https URL\. Nothing was sent\. If AZURE_AUTHORITY_HOST is set, correct that variable/,
    ],
  ])('are refused before a token is asked for: %s', async (_, values, message) => {
    await set(values());
    const failure = await lab.connectFailure('-EnvironmentVariable');
    expect(failure.message).toMatch(message);
    expect(failure.message).not.toContain('wrong-password');
    expect(lab.tokenRequests).toEqual([]);
  });
});

describe('an application of another tenant', () => {
  test('is never mistaken for that of the session', async () => {
    const other = registration();
    lab.signIn.register(other);
    await lab.connect(
      `-ClientSecretCredential (${psCredential(other.clientId, other.secrets[0] ?? '')}) -TenantId ${other.tenantId}`,
    );
    expect(await sentToken()).toMatchObject({ tid: other.tenantId });
  });
});
