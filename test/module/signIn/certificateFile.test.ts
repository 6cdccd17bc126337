import { createPrivateKey } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { enginePath } from '../../support/enginePlatform.ts';
import { psQuote } from '../../support/psQuote.ts';
import { clientCertificate } from '../../support/signIn/clientCertificate.ts';
import { type Encryption, encryptedKey } from '../../support/signIn/encryptedKey.ts';
import type { PemCertificate } from '../../support/signIn/keys.ts';
import { SignInLab } from '../../support/signInLab.ts';

const password = 'pem-password';

let lab: SignInLab;
let own: PemCertificate;
let other: PemCertificate;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'pss-certificate-'));
  mkdirSync(path.join(folder, 'inner'));
  [lab, own, other] = await Promise.all([
    SignInLab.start({ cwd: folder }),
    clientCertificate({ name: 'Lab app' }),
    clientCertificate({ name: 'Issuer' }),
  ]);
  await lab.mustRun(`(Get-PSProvider -PSProvider FileSystem).Home = ${psQuote(folder)}`);
  lab.signIn.register({ ...lab.app, certificates: [own.cert] });
});

afterAll(async () => {
  await lab.close();
  rmSync(folder, { recursive: true });
});

beforeEach(() => {
  lab.signIn.requests.length = 0;
});

/** Writes the PEM file and sets the environment variables to `name` and the password. */
async function use(
  text: string,
  { name = path.join(folder, 'app.pem'), withPassword = '' } = {},
): Promise<void> {
  writeFileSync(path.join(folder, 'app.pem'), text);
  await nameFile(name, withPassword);
}

async function nameFile(value: string, withPassword = ''): Promise<void> {
  const variables = {
    AZURE_TENANT_ID: lab.app.tenantId,
    AZURE_CLIENT_ID: lab.app.clientId,
    AZURE_CLIENT_CERTIFICATE_PATH: value,
    AZURE_CLIENT_CERTIFICATE_PASSWORD: withPassword,
    AZURE_CLIENT_SEND_CERTIFICATE_CHAIN: 'true',
  };
  await lab.mustRun(
    Object.entries(variables)
      .map(([variable, text]) => `[Environment]::SetEnvironmentVariable('${variable}', ${psQuote(text)})`)
      .join('\n'),
  );
}

const failure = async () => (await lab.connectFailure('-EnvironmentVariable')).message;

/** Returns the certificates in the client assertion, in base64. */
function chain(): string[] {
  const [header = ''] = lab.tokenRequests[0]?.['client_assertion']?.split('.') ?? [];
  const { x5c } = JSON.parse(Buffer.from(header, 'base64url').toString()) as { x5c: string[] };
  return x5c;
}

const base64 = ({ cert }: PemCertificate) => cert.replace(/-----[^-]*-----|\s/g, '');

describe('a PEM file', () => {
  test.each<[string, () => string]>([
    ['the key, the certificate, its issuer', () => own.key + own.cert + other.cert],
    ['the issuer before the certificate', () => other.cert + own.cert + own.key],
    ['lines of Windows', () => (other.cert + own.cert + own.key).replaceAll('\n', '\r\n')],
    ['remarks between', () => `Bag Attributes\n${other.cert}remark\n${own.cert}\n${own.key}`],
  ])('signs in with the certificate of its key: %s', async (_, text) => {
    await use(text());
    await lab.connect('-EnvironmentVariable');
    expect(chain()).toEqual([base64(own), base64(other)]);
  });

  test('whose key belongs to another certificate is refused before anything is sent', async () => {
    await use(other.cert + own.key);
    expect(await failure()).toMatch(
      /AZURE_CLIENT_CERTIFICATE_PATH has a private key that does not match any certificate in the file/,
    );
    expect(lab.signIn.requests).toEqual([]);
  });

  test.each([
    [
      'expired',
      { notBefore: new Date('2020-01-01'), notAfter: new Date('2021-01-01') },
      /expired at 2021-01-01 00:00:00Z/,
    ],
    [
      'not valid yet',
      { notBefore: new Date('2100-01-01'), notAfter: new Date('2101-01-01') },
      /not valid before 2100-01-01/,
    ],
  ])('whose own certificate is %s is refused, whatever stands before it', async (_, dates, message) => {
    const dated = await clientCertificate(dates);
    await use(other.cert + dated.cert + dated.key);
    expect(await failure()).toMatch(message);
    expect(lab.signIn.requests).toEqual([]);
  });

  test('whose certificate has expired and has no subject is refused for that reason', async () => {
    const unnamed = await clientCertificate({
      name: '',
      notBefore: new Date('2020-01-01'),
      notAfter: new Date('2021-01-01'),
    });
    await use(unnamed.cert + unnamed.key);
    expect(await failure()).toMatch(/has a certificate that expired at 2021-01-01 00:00:00Z/);
  });
});

describe('an encrypted key', () => {
  const encryptions: Encryption[] = [
    { derivation: 'scrypt', cipher: 'aes-256-cbc' },
    { derivation: 'scrypt', cipher: 'des-ede3-cbc' },
    { derivation: 'sha512', cipher: 'aes-256-cbc' },
    { derivation: 'sha384', cipher: 'aes-128-cbc' },
    { derivation: 'sha256', cipher: 'aes-192-cbc' },
    { derivation: 'sha1', cipher: 'des-ede3-cbc' },
  ];

  test.each(encryptions)('by $derivation and $cipher signs in', async (encryption) => {
    await use(own.cert + encryptedKey(own.key, password, encryption), { withPassword: password });
    await lab.connect('-EnvironmentVariable');
    expect(lab.tokenRequests).toHaveLength(1);
  });

  test('of the older form of OpenSSL signs in', async () => {
    const key = createPrivateKey(own.key).export({
      type: 'pkcs1',
      format: 'pem',
      cipher: 'aes-256-cbc',
      passphrase: password,
    });
    await use(`${own.cert}${key}`, { withPassword: password });
    await lab.connect('-EnvironmentVariable');
    expect(lab.tokenRequests).toHaveLength(1);
  });

  test.each(encryptions)(
    'by $derivation and $cipher says that its password is wrong, or missing',
    async (encryption) => {
      const text = own.cert + encryptedKey(own.key, password, encryption);
      await use(text, { withPassword: 'wrong-password' });
      const wrong = await failure();
      expect(wrong).toMatch(
        /has a private key that the password in AZURE_CLIENT_CERTIFICATE_PASSWORD does not decrypt/,
      );
      expect(wrong).not.toContain('wrong-password');
      await use(text);
      expect(await failure()).toMatch(
        /encrypted private key.*Specify its password in AZURE_CLIENT_CERTIFICATE_PASSWORD/,
      );
      expect(lab.signIn.requests).toEqual([]);
    },
  );

  test('by what is not known here names that', async () => {
    const key = encryptedKey(own.key, password, {
      derivation: 'sha256',
      cipher: 'aes-256-cbc',
      cipherId: '2a831a8c9a6e01010d',
    });
    await use(own.cert + key, { withPassword: password });
    expect(await failure()).toMatch(/unsupported encryption algorithm \(1\.2\.410\.200046\.1\.1\.13\)/);
  });
});

describe('the path of the file', () => {
  test.each(['app.pem', './app.pem', '~/app.pem'])(
    'is found from where the runspace is, and at home: %s',
    async (name) => {
      await use(own.cert + own.key, { name });
      await lab.connect('-EnvironmentVariable');
      expect(lab.tokenRequests).toHaveLength(1);
    },
  );

  test('counts from the location of the runspace, not of the process', async () => {
    await use(own.cert + own.key, { name: '../app.pem' });
    const location = '$ExecutionContext.SessionState.Path';
    await lab.mustRun(
      `${location}.PushCurrentLocation('test'); $null = ${location}.SetLocation(${psQuote(path.join(folder, 'inner'))})`,
    );
    await lab.connect('-EnvironmentVariable');
    await lab.mustRun(`$null = ${location}.PopLocation('test')`);
    expect(lab.tokenRequests).toHaveLength(1);
  });

  test('that leads nowhere is shown, with where was looked', async () => {
    await nameFile('certs/none.pem');
    expect(await failure()).toBe(
      `AZURE_CLIENT_CERTIFICATE_PATH points to 'certs/none.pem', which does not exist. The full path is ${enginePath(path.join(folder, 'certs/none.pem'))}. Nothing was sent. Set AZURE_CLIENT_CERTIFICATE_PATH to the path of a PEM or PFX file that this user is allowed to read.`,
    );
  });

  test('of a folder says so', async () => {
    await nameFile(path.join(folder, 'inner'));
    expect(await failure()).toMatch(
      /points to '.*inner', which is a folder or a file that this user is not allowed to read/,
    );
  });

  test.each([
    '-----BEGIN PRIVATE KEY-----\nwrong-password',
    'MIIwrong-password',
    `/${'wrong-password'.repeat(30)}`,
  ])('that is a key by mistake is not repeated: %#', async (value) => {
    await nameFile(value);
    const message = await failure();
    expect(message).toMatch(
      /AZURE_CLIENT_CERTIFICATE_PATH is not the path of a file.*Set AZURE_CLIENT_CERTIFICATE_PATH to the path/,
    );
    expect(message).not.toContain('wrong-password');
  });
});
