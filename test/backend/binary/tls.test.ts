import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TlsOptions } from 'node:tls';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { version } from '../../../src/protocol/version.ts';
import { GraphServer } from '../../support/graphServer.ts';
import { TestAuthority } from '../../support/signIn/authority.ts';
import { SignInServer } from '../../support/signIn/signInServer.ts';
import { registration } from '../../support/signInLab.ts';
import { backendBinary } from '../support/binary.ts';
import { der, selfSignedCertificate, sequence } from '../support/certificate.ts';
import { TcpServer } from '../support/tcpServer.ts';
import { TestBackend } from '../support/testBackend.ts';

const binary = backendBinary();
const day = 24 * 3600 * 1000;
const from = (days: number) => new Date(Date.now() + days * day);
let authority: TestAuthority;
let stranger: TestAuthority;
let backend: TestBackend;
const disposals: (() => unknown)[] = [];

beforeAll(async () => {
  [authority, stranger] = await Promise.all([TestAuthority.create(), TestAuthority.create()]);
  backend = await start({ NODE_EXTRA_CA_CERTS: authority.caFile });
});

afterEach(async () => {
  for (const dispose of disposals.splice(0)) {
    await dispose();
  }
});

afterAll(async () => {
  await backend.stop();
  expect(backend.stderr).toBe('');
  authority.dispose();
  stranger.dispose();
});

const start = (environment: Record<string, string>) =>
  TestBackend.ready(binary, 'http://127.0.0.1:1', 'opaque', environment);

async function graphServer(certificate: TlsOptions & { key: string; cert: string }): Promise<GraphServer> {
  const server = await GraphServer.start({ certificate });
  server.reply({ body: '{}' });
  disposals.push(() => server.close());
  return server;
}

const byName = ({ url }: GraphServer) => url.replace('127.0.0.1', 'localhost');

/** Returns the message of a failed connection to a server that must not receive a request. */
async function failure(url: string, own = backend): Promise<string> {
  const error = await own.sendError({ url });
  // If the peer closes the connection, the error does not show that it failed during the handshake.
  const name = error.message.includes('was closed') ? 'ConnectionFailed' : 'SecureConnectionFailed';
  expect(error.data).toEqual({ name, mayHaveBeenSent: false });
  expect(error.message).toContain(`Could not connect to ${new URL(url).host}: `);
  expect(error.message).toMatch(/Nothing was sent\. (?:Check|If)/);
  return error.message;
}

describe('an authority is trusted', () => {
  test.each<[string, (folder: string) => Record<string, string>]>([
    ['NODE_EXTRA_CA_CERTS', () => ({ NODE_EXTRA_CA_CERTS: authority.caFile })],
    ["SSL_CERT_FILE, the system's store on Linux", () => ({ SSL_CERT_FILE: authority.caFile })],
    ...(process.platform === 'win32'
      ? []
      : [
          ["SSL_CERT_DIR, the system's store on Linux", (folder: string) => ({ SSL_CERT_DIR: folder })] as [
            string,
            (folder: string) => Record<string, string>,
          ],
        ]),
  ])('in %s, for requests and for sign-in', async (_, environment) => {
    const folder = mkdtempSync(join(tmpdir(), 'pss-ca-'));
    copyFileSync(authority.caFile, join(folder, 'own.pem'));
    disposals.push(() => rmSync(folder, { recursive: true }));
    const server = await graphServer(await authority.issue());
    const signIn = await SignInServer.start({ authority });
    disposals.push(() => signIn.close());
    const app = registration();
    signIn.register(app);
    const own = new TestBackend(binary, environment(folder));
    disposals.push(() => own.stop());
    await own.call('initialize', { version });
    const { tenantId } = await own.call('session/open', {
      session: 's',
      environment: { name: 'lab', graphEndpoint: server.url, azureADEndpoint: signIn.url },
      credential: {
        type: 'clientSecret',
        clientId: app.clientId,
        tenantId: app.tenantId,
        clientSecret: app.secrets[0],
      },
    });
    expect(await own.send({ url: byName(server), tenantId: tenantId as string })).toMatchObject({
      status: 200,
    });
  });

  test('and another one is not', async () => {
    const server = await graphServer(await stranger.issue());
    expect(await failure(byName(server))).toMatch(/certificate is not trusted/);
    expect(server.requests).toEqual([]);
  });
});

describe('a certificate', () => {
  test.each<[string, () => Promise<{ key: string; cert: string }>, RegExp]>([
    [
      'for another host',
      () => authority.issue({ names: ['graph.example'] }),
      /is for another host \(ERR_TLS/,
    ],
    ['for the address but not the name', () => authority.issue({ names: ['127.0.0.1'] }), /another host/],
    ['that has expired', () => authority.issue({ notBefore: from(-2), notAfter: from(-1) }), /has expired/],
    [
      'that is not valid yet',
      () => authority.issue({ notBefore: from(1), notAfter: from(2) }),
      /not valid yet/,
    ],
    ['of an unknown authority', () => stranger.issue(), /is not trusted/],
    [
      'of an unknown authority that is sent along',
      async () => {
        const { key, cert } = await stranger.issue();
        return { key, cert: cert + readFileSync(stranger.caFile, 'utf8') };
      },
      /is not trusted/,
    ],
    ['of its own', async () => selfSignedCertificate({ address: '127.0.0.1' }), /is self-signed/],
  ])('%s is refused before anything is sent', async (_, certificate, reason) => {
    const server = await graphServer(await certificate());
    expect(await failure(byName(server))).toMatch(reason);
    expect(server.requests).toEqual([]);
  });

  test('counts for the host of the URL, whatever the Host header says', async () => {
    const server = await graphServer(await authority.issue({ names: ['localhost', '127.0.0.1'] }));
    const headers: [string, string][] = [['Host', 'graph.example']];
    for (const url of [server.url, byName(server)]) {
      expect(await backend.send({ url, headers })).toMatchObject({ status: 200 });
    }
    const other = await graphServer(await authority.issue({ names: ['graph.example'] }));
    const error = await backend.sendError({ url: other.url, headers });
    expect(error.message).toMatch(/another host/);
    expect(other.requests).toEqual([]);
  });
});

describe('a certificate that cannot be used here', () => {
  test('as its key is for an old kind of encryption only is told of in words', async () => {
    const server = await graphServer(await authority.issue({ keys: 'rsa', usage: 'keyEncipherment' }));
    expect(await failure(byName(server))).toMatch(/its key usage lacks digitalSignature \(ERR_SSL_KEY_USAGE/);
    expect(server.requests).toEqual([]);
  });

  test.each<[string, Buffer, RegExp]>([
    // An iPAddress (tag 7): 127.0.0.0 with the mask 255.0.0.0.
    [
      'addresses',
      der(0x87, Buffer.from([127, 0, 0, 0, 255, 0, 0, 0])),
      /certain names by a constraint that cannot be checked/,
    ],
    [
      'other names',
      der(0x82, Buffer.from('example.org')),
      /a name for which its authority is not allowed to issue certificates/,
    ],
  ])('as its authority may vouch for certain %s only is told of in words', async (_, name, reason) => {
    const permitted = sequence(der(0xa0, sequence(name)));
    const limited = await TestAuthority.create({ extensions: { '2.5.29.30': permitted } });
    disposals.push(() => limited.dispose());
    const own = await start({ NODE_EXTRA_CA_CERTS: limited.caFile });
    disposals.push(() => own.stop());
    const server = await graphServer(await limited.issue());
    expect(await failure(byName(server), own)).toMatch(reason);
    expect(server.requests).toEqual([]);
  });
});

describe('the first message of the handshake', () => {
  /** Returns the bytes of the first TLS record that a server receives. */
  async function firstMessage(host: string, address: string): Promise<Buffer> {
    let received = Buffer.alloc(0);
    const tcp = await TcpServer.start((socket) => {
      socket.on('data', (chunk) => {
        received = Buffer.concat([received, chunk]);
        if (received.length >= 5 + received.readUInt16BE(3)) {
          socket.destroy();
        }
      });
    }, address);
    disposals.push(() => tcp.close());
    await failure(`https://${host}:${tcp.port}/`);
    return received;
  }

  test('fits into what old firewalls let through, and has the name of the host', async () => {
    const message = await firstMessage('localhost', '127.0.0.1');
    expect(message.length).toBeLessThan(512);
    expect(message.includes('localhost')).toBe(true);
  });

  test.each([
    ['127.0.0.1', '127.0.0.1'],
    ['[::1]', '::1'],
  ])('has no name for the address %s', async (host, address) => {
    const message = await firstMessage(host, address);
    // The server_name extension (type 0) would contain the address as text.
    expect(message.includes(address)).toBe(false);
  });
});

describe('TLS that is too old', () => {
  test.each(['TLSv1', 'TLSv1.1'] as const)('such as %s is refused', async (maxVersion) => {
    const old = { minVersion: 'TLSv1', maxVersion, ciphers: 'DEFAULT@SECLEVEL=0' } as const;
    const server = await graphServer({ ...(await authority.issue()), ...old });
    expect(await failure(server.url)).toMatch(/the server does not support TLS 1\.2 or later/);
    expect(server.requests).toEqual([]);
  });

  test.each(['TLSv1.2', 'TLSv1.3'] as const)('is not %s', async (only) => {
    const certificate = { ...(await authority.issue()), minVersion: only, maxVersion: only };
    const server = await graphServer(certificate);
    expect(await backend.send({ url: server.url })).toMatchObject({ status: 200 });
  });
});

describe('a handshake that fails', () => {
  /** Returns a fatal alert of TLS 1.2. */
  const alert = (description: number) => Buffer.from([0x15, 3, 3, 0, 2, 2, description]);

  test.each<[string, (socket: Socket) => void, RegExp]>([
    [
      'protocol_version',
      (socket) => void socket.end(alert(70)),
      /the server does not support TLS 1\.2 or later/,
    ],
    ['handshake_failure', (socket) => void socket.end(alert(40)), /the server rejected the TLS handshake/],
    ['unrecognized_name', (socket) => void socket.end(alert(112)), /does not recognize that host name/],
    ['internal_error', (socket) => void socket.end(alert(80)), /aborted the TLS handshake/],
    [
      'an answer in plain HTTP',
      (socket) => void socket.end('HTTP/1.1 400 Bad\r\n\r\n'),
      /server did not respond with TLS/,
    ],
    ['garbage', (socket) => void socket.end('garbage garbage'), /server did not respond with TLS/],
    ['the end', (socket) => void socket.end(), /closed before it was ready/],
    ['a reset', (socket) => void socket.resetAndDestroy(), /closed before it was ready/],
  ])('with %s sends nothing', async (_, answer, reason) => {
    const tcp = await TcpServer.start((socket) => void socket.once('data', () => answer(socket)));
    disposals.push(() => tcp.close());
    const message = await failure(`https://localhost:${tcp.port}/`);
    expect(message).toMatch(reason);
    expect(message).not.toContain('unknown reason');
    expect(tcp.connections).toBe(1);
  });

  test('because the server takes HTTP/2 only', async () => {
    const certificate = { ...(await authority.issue()), ALPNProtocols: ['h2'] };
    const server = await graphServer(certificate);
    expect(await failure(server.url)).toMatch(/does not support HTTP\/1\.1/);
  });

  test('by silence is given up when the time is up', async () => {
    const tcp = await TcpServer.start((socket) => void socket.resume());
    disposals.push(() => tcp.close());
    const error = await backend.sendError({ url: `https://localhost:${tcp.port}/`, timeoutSeconds: 0.3 });
    expect(error.data).toEqual({ name: 'TimedOut', mayHaveBeenSent: false });
    expect(error.message).toContain('Nothing was sent');
  });
});
