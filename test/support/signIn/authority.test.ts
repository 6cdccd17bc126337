import { X509Certificate } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:tls';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type IssueOptions, TestAuthority } from './authority.ts';

let authority: TestAuthority;

beforeAll(async () => {
  authority = await TestAuthority.create();
});

afterAll(() => authority.dispose());

/**
 * Connects a client that trusts the authority to a server whose certificate has these options.
 * @returns "connected", or the client's error.
 */
async function connectTo(options: IssueOptions, servername = 'localhost'): Promise<string> {
  const server = createServer(await authority.issue(options));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  try {
    return await new Promise((resolve) => {
      const socket = connect({ host: '127.0.0.1', port, servername, ca: readFileSync(authority.caFile) });
      socket.once('secureConnect', () => resolve('connected'));
      socket.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
      socket.once('close', () => server.close()).once('secureConnect', () => socket.destroy());
    });
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

test('issues a server certificate that a client with the authority accepts', async () => {
  expect(await connectTo({})).toBe('connected');
});

test('the certificate is for localhost and 127.0.0.1', async () => {
  const certificate = new X509Certificate((await authority.issue()).cert);
  expect(certificate.subjectAltName).toBe('DNS:localhost, IP Address:127.0.0.1');
});

test.each<[string, IssueOptions, string]>([
  ['expired', { notBefore: new Date('2020-01-01'), notAfter: new Date('2020-02-01') }, 'CERT_HAS_EXPIRED'],
  ['not valid yet', { notBefore: new Date(Date.now() + 3600_000) }, 'CERT_NOT_YET_VALID'],
  ['for another host', { names: ['login.example'] }, 'ERR_TLS_CERT_ALTNAME_INVALID'],
])('a certificate that is %s is refused', async (_, options, code) => {
  expect(await connectTo(options)).toBe(code);
});

test('a certificate of another authority is refused', async () => {
  const other = await TestAuthority.create();
  try {
    const trusted = new X509Certificate(readFileSync(authority.caFile));
    const foreign = new X509Certificate((await other.issue()).cert);
    expect(foreign.verify(trusted.publicKey)).toBe(false);
  } finally {
    other.dispose();
  }
});

test('dispose() removes the folder', async () => {
  const other = await TestAuthority.create();
  other.dispose();
  expect(existsSync(other.caFile)).toBe(false);
});
