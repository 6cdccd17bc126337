import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, connect, createServer as createTcpServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer as createTlsServer } from 'node:tls';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { GraphServer } from '../../support/graphServer.ts';
import { accessToken } from '../../support/tokens.ts';
import { backendBinary } from '../support/binary.ts';
import { type Certificate, selfSignedCertificate } from '../support/certificate.ts';
import { okAnswer, RawServer } from '../support/rawServer.ts';
import { frame, TestBackend } from '../support/testBackend.ts';

const binary = backendBinary();
const token = accessToken();
let server: GraphServer;
let backend: TestBackend;
const disposals: (() => unknown)[] = [];

beforeAll(async () => {
  server = await GraphServer.start();
  backend = await TestBackend.ready(binary, server.url, token);
});

afterEach(async () => {
  for (const dispose of disposals.splice(0)) {
    await dispose();
  }
});

afterAll(async () => {
  await backend.stop();
  // A failed request must not write to the backend's standard error.
  expect(backend.stderr).toBe('');
  await server.close();
});

/** Starts a raw server that is closed at the end of the test. */
async function rawServer(answer: Parameters<typeof RawServer.start>[0]): Promise<RawServer> {
  const raw = await RawServer.start(answer);
  disposals.push(() => raw.close());
  return raw;
}

describe('stopping', () => {
  test('cancellation aborts the HTTP request', async () => {
    const turn = server.next({ hold: true });
    const { id, answer } = backend.requestSend({ url: server.url });
    await turn.reached;
    backend.cancel(id);
    expect((await answer).error).toMatchObject({
      code: -32800,
      data: { name: 'RequestCancelled', mayHaveBeenSent: true },
    });
    await turn.disconnected;
  });

  test('cancellation in the middle of the answer aborts it', async () => {
    const turn = server.next(({ response }) => void response.writeHead(200).write('{'));
    const { id, answer } = backend.requestSend({ url: server.url });
    await turn.reached;
    backend.cancel(id);
    expect((await answer).error?.data.name).toBe('RequestCancelled');
    await turn.disconnected;
  });

  test('cancellation that comes together with the request sends nothing', async () => {
    const raw = await rawServer((_, socket) => void socket.write(okAnswer));
    const params = backend.withTenant({ url: raw.url });
    const request = frame({ jsonrpc: '2.0', id: 'early', method: 'graph/send', params });
    const cancellation = frame({ jsonrpc: '2.0', method: '$/cancelRequest', params: { id: 'early' } });
    backend.write(Buffer.concat([request, cancellation]));
    const { error } = await backend.answer('early');
    expect(error?.data).toEqual({ name: 'RequestCancelled', mayHaveBeenSent: false });
    await backend.send({ url: raw.url });
    expect(raw.requests).toHaveLength(1);
  });

  test('the time limit aborts the HTTP request', async () => {
    const turn = server.next({ hold: true });
    const error = await backend.sendError({ url: server.url, timeoutSeconds: 0.2 });
    expect(error).toMatchObject({ code: -32022, data: { name: 'TimedOut', mayHaveBeenSent: true } });
    expect(error.message).toContain('0.2 seconds');
    await turn.disconnected;
  });

  test('closing the input ends the backend and its requests', async () => {
    const own = await TestBackend.ready(binary, server.url, token);
    const turn = server.next({ hold: true });
    own.requestSend({ url: server.url });
    await turn.reached;
    own.closeInput();
    expect(await own.exited).toBe(0);
    await turn.disconnected;
  });
});

describe('nothing is sent again', () => {
  test.each(['PATCH', 'POST', 'PUT', 'DELETE', 'OPTIONS'] as const)(
    '%s whose connection breaks after earlier use, with the request read',
    async (method) => {
      const raw = await rawServer((request, socket) => {
        if (request.head.startsWith('PATCH /first')) {
          socket.write(okAnswer);
        } else {
          socket.destroy();
        }
      });
      await backend.send({ url: `${raw.url}/first` });
      const error = await backend.sendError({ url: `${raw.url}/second`, method, body: null });
      expect(error).toMatchObject({
        code: -32021,
        data: { name: 'ConnectionBroken', mayHaveBeenSent: true },
      });
      expect(raw.requests.filter(({ head }) => head.includes('/second'))).toHaveLength(1);
    },
  );

  test('PATCH whose connection breaks when the server has gone altogether', async () => {
    const raw = await rawServer((request, socket) => {
      if (request.turn === 1) {
        socket.write(okAnswer);
        raw.stopListening();
      } else {
        socket.resetAndDestroy();
      }
    });
    await backend.send({ url: raw.url });
    const error = await backend.sendError({ url: raw.url });
    expect(error.data).toEqual({ name: 'ConnectionBroken', mayHaveBeenSent: true });
    expect(raw.requests).toHaveLength(2);
  });

  test('PATCH on a connection that the server closed while it was idle goes out once', async () => {
    const closed: Promise<void>[] = [];
    const raw = await rawServer((_, socket) => {
      closed.push(new Promise((resolve) => socket.once('close', () => resolve())));
      socket.end(okAnswer);
    });
    for (let count = 1; count <= 3; count += 1) {
      expect(await backend.send({ url: raw.url })).toMatchObject({ status: 200 });
      await closed.at(-1);
      expect(raw.requests).toHaveLength(count);
    }
  });
});

describe('a broken connection', () => {
  test.each([
    ['before any answer', ''],
    ['in the headers', 'HTTP/1.1 200 OK\r\nConte'],
    ['in a body of known length', 'HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n{"a"'],
    ['in a chunk', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{"a'],
    ['between chunks', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n'],
    ['by an answer that is not HTTP', 'SSH-2.0-server\r\n\r\n'],
  ])('%s leaves the outcome unknown', async (_, answer) => {
    const raw = await rawServer((_request, socket) => void socket.end(answer));
    const error = await backend.sendError({ url: raw.url });
    expect(error).toMatchObject({ code: -32021, data: { name: 'ConnectionBroken', mayHaveBeenSent: true } });
    expect(error.message).toContain(`127.0.0.1:${raw.port}`);
    expect(error.message).toContain('outcome is unknown');
    expect(raw.requests).toHaveLength(1);
  });
});

describe('no connection', () => {
  const failed = { code: -32020, data: { name: 'ConnectionFailed', mayHaveBeenSent: false } };

  test('where nobody listens', async () => {
    const raw = await RawServer.start(() => {});
    const { url, port } = raw;
    await raw.close();
    const error = await backend.sendError({ url });
    expect(error).toMatchObject(failed);
    expect(error.message).toContain(`127.0.0.1:${port}`);
  });

  test('where there is no host of that name', async () => {
    expect(await backend.sendError({ url: 'https://no-such-host.invalid/' })).toMatchObject({
      code: -32027,
      data: { name: 'NameResolutionFailed', mayHaveBeenSent: false },
    });
  });
});

describe('TLS', () => {
  async function tlsServer(certificate: Certificate): Promise<{ url: string; port: number }> {
    const tls = createTlsServer(certificate, (socket) => {
      socket.on('error', () => {}).once('data', () => socket.end(okAnswer));
    });
    tls.on('tlsClientError', () => {});
    await new Promise<void>((resolve) => tls.listen(0, '127.0.0.1', resolve));
    disposals.push(() => tls.close());
    const { port } = tls.address() as AddressInfo;
    return { url: `https://127.0.0.1:${port}/`, port };
  }

  /** Starts a backend that trusts these certificates. */
  async function trusting(...certificates: Certificate[]): Promise<TestBackend> {
    const folder = mkdtempSync(join(tmpdir(), 'pss-ca-'));
    const file = join(folder, 'ca.pem');
    writeFileSync(file, certificates.map(({ cert }) => cert).join(''));
    const own = await TestBackend.ready(binary, server.url, token, { NODE_EXTRA_CA_CERTS: file });
    disposals.push(
      () => own.stop(),
      () => rmSync(folder, { recursive: true }),
    );
    return own;
  }

  test('with a trusted certificate works', async () => {
    const certificate = selfSignedCertificate({ address: '127.0.0.1' });
    const { url } = await tlsServer(certificate);
    expect(await (await trusting(certificate)).send({ url })).toMatchObject({ status: 200, body: '{}' });
  });

  const dayInMs = 24 * 3600 * 1000;
  const past = { notBefore: new Date(Date.now() - 2 * dayInMs), notAfter: new Date(Date.now() - dayInMs) };
  const future = { notBefore: new Date(Date.now() + dayInMs), notAfter: new Date(Date.now() + 2 * dayInMs) };

  test.each([
    ['that is not trusted', {}, false],
    ['for another host', { address: '127.0.0.9' }, true],
    ['that has expired', past, true],
    ['that is not valid yet', future, true],
  ])('with a certificate %s sends nothing', async (_, options, isTrusted) => {
    const certificate = selfSignedCertificate({ address: '127.0.0.1', ...options });
    const { url } = await tlsServer(certificate);
    const own = isTrusted ? await trusting(certificate) : backend;
    const error = await own.sendError({ url });
    expect(error).toMatchObject({
      code: -32028,
      data: { name: 'SecureConnectionFailed', mayHaveBeenSent: false },
    });
    expect(error.message).toContain('certificate');
  });

  test('that breaks once the request is out leaves the outcome unknown', async () => {
    const certificate = selfSignedCertificate({ address: '127.0.0.1' });
    const { port } = await tlsServer(certificate);
    // A relay between both sides. It forwards the handshake, then answers the request with bytes that are not TLS.
    const between = createTcpServer((client) => {
      const target = connect(port, '127.0.0.1');
      let isBroken = false;
      client.on('error', () => {}).on('close', () => target.destroy());
      target.on('error', () => {});
      client.on('data', (chunk) => {
        target.write(chunk);
        // An encrypted record (type 0x17) that is longer than the last message of a handshake.
        isBroken ||= chunk.length > 200 && chunk.includes(Buffer.from([0x17, 3, 3])) && chunk[0] !== 0x16;
        if (isBroken) {
          client.write('garbage garbage');
        }
      });
      target.on('data', (chunk) => void (isBroken || client.write(chunk)));
    });
    await new Promise<void>((resolve) => between.listen(0, '127.0.0.1', resolve));
    disposals.push(() => between.close());
    const url = `https://127.0.0.1:${(between.address() as AddressInfo).port}/`;
    const error = await (await trusting(certificate)).sendError({ url, body: `"${'x'.repeat(400)}"` });
    expect(error.data).toEqual({ name: 'ConnectionBroken', mayHaveBeenSent: true });
  });
});
