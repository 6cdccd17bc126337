import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { TcpServer } from '../../backend/support/tcpServer.ts';
import { psQuote } from '../../support/psQuote.ts';
import { type IssuedCertificate, issuedCertificate } from '../../support/signIn/clientCertificate.ts';
import { SignInLab } from '../../support/signInLab.ts';

const x509 = 'System.Security.Cryptography.X509Certificates';

let lab: SignInLab;
let downloads: TcpServer;
let own: IssuedCertificate;
/** A certificate from another authority with the same name. */
let namesake: IssuedCertificate;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'pss-chain-'));
  // The server never answers, so a download would block.
  downloads = await TcpServer.start((socket) => void socket.resume());
  const url = `http://127.0.0.1:${downloads.port}/issuer.crt`;
  [lab, own, namesake] = await Promise.all([
    SignInLab.start({ env: { HOME: folder, USERPROFILE: folder } }),
    issuedCertificate(url),
    issuedCertificate(url),
  ]);
  lab.signIn.register({ ...lab.app, certificates: [own.cert] });
});

afterAll(async () => {
  await lab.close();
  await downloads.close();
  rmSync(folder, { recursive: true });
});

beforeEach(() => {
  lab.signIn.requests.length = 0;
});

const base64 = (pem: string) => pem.replace(/-----[^-]*-----|\s/g, '');

const certificate = () =>
  `[${x509}.X509Certificate2]::CreateFromPem(${psQuote(own.cert)}, ${psQuote(own.key)})`;
const loaded = (pem: string) =>
  `[${x509}.X509CertificateLoader]::LoadCertificate([Convert]::FromBase64String('${base64(pem)}'))`;

/** Returns the certificates in the client assertion of a sign-in, in base64. */
async function sentChain(parameters: string): Promise<string[]> {
  await lab.connect(parameters);
  const [header = ''] = lab.tokenRequests[0]?.['client_assertion']?.split('.') ?? [];
  const { x5c } = JSON.parse(Buffer.from(header, 'base64url').toString()) as { x5c: string[] };
  return x5c;
}

const byObject = () =>
  `-ClientId ${lab.app.clientId} -TenantId ${lab.app.tenantId} -Certificate (${certificate()}) -SendCertificateChain $true`;

test('an issuer that is not on this computer is not downloaded: the chain goes as far as it is known', async () => {
  expect(await sentChain(byObject())).toEqual([base64(own.cert)]);
  expect(downloads.connections).toBe(0);
});

test('issuers come from a PFX file: the one with the right key, not its namesake', async () => {
  const file = path.join(folder, 'app.pfx');
  const variables = {
    AZURE_TENANT_ID: lab.app.tenantId,
    AZURE_CLIENT_ID: lab.app.clientId,
    AZURE_CLIENT_CERTIFICATE_PATH: file,
    AZURE_CLIENT_CERTIFICATE_PASSWORD: 'pfx-password',
    AZURE_CLIENT_SEND_CERTIFICATE_CHAIN: '1',
  };
  await lab.mustRun(`
    $all = [${x509}.X509Certificate2Collection]::new()
    $null = ${[namesake.issuer, own.issuer].map((pem) => `$all.Add((${loaded(pem)}))`).join('; $null = ')}
    $null = $all.Add((${certificate()}))
    [System.IO.File]::WriteAllBytes(${psQuote(file)}, $all.Export('Pfx', 'pfx-password'))
    ${Object.entries(variables)
      .map(([name, value]) => `[Environment]::SetEnvironmentVariable('${name}', ${psQuote(value)})`)
      .join('\n')}`);
  expect(await sentChain('-EnvironmentVariable')).toEqual([own.cert, own.issuer].map(base64));
  expect(downloads.connections).toBe(0);
});

test('issuers come from the stores of this user', async () => {
  const store = `$store = [${x509}.X509Store]::new('CA', 'CurrentUser'); $store.Open('ReadWrite')`;
  const issuer = `$store.Add((${loaded(own.issuer)})); $store.Dispose()`;
  await lab.mustRun(`${store}; ${issuer}`);
  try {
    expect(await sentChain(byObject())).toEqual([own.cert, own.issuer].map(base64));
  } finally {
    await lab.mustRun(`${store}; ${issuer.replace('.Add(', '.Remove(')}`);
  }
  expect(downloads.connections).toBe(0);
});
