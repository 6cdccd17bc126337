import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { GraphServer } from '../../support/graphServer.ts';
import { TestAuthority } from '../../support/signIn/authority.ts';
import { backendBinary } from '../support/binary.ts';
import { okAnswer, RawServer } from '../support/rawServer.ts';
import { TcpServer } from '../support/tcpServer.ts';
import { TestBackend } from '../support/testBackend.ts';

const binary = backendBinary();
let authority: TestAuthority;
let backend: TestBackend;
const disposals: (() => unknown)[] = [];

beforeAll(async () => {
  authority = await TestAuthority.create();
  backend = await TestBackend.ready(binary, 'http://127.0.0.1:1', 'opaque', {
    NODE_EXTRA_CA_CERTS: authority.caFile,
  });
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
});

async function rawServer(answer: Parameters<typeof RawServer.start>[0]): Promise<RawServer> {
  const raw = await RawServer.start(answer);
  disposals.push(() => raw.close());
  return raw;
}

async function graphServer(overTls: boolean): Promise<GraphServer> {
  const server = await GraphServer.start(overTls ? { certificate: await authority.issue() } : {});
  server.reply({ body: '{}' });
  disposals.push(() => server.close());
  return server;
}

const closed = (socket: Socket) => new Promise<void>((resolve) => socket.once('close', () => resolve()));

describe('a connection', () => {
  test.each([
    ['http', false],
    ['https', true],
  ])('over %s serves many requests, one after the other', async (_, overTls) => {
    const { url, requests, clientPorts } = await graphServer(overTls);
    for (let count = 1; count <= 5; count += 1) {
      expect(await backend.send({ url })).toMatchObject({ status: 200 });
    }
    expect([requests.length, clientPorts.length]).toEqual([5, 1]);
  });

  test('is never shared by requests at the same time', async () => {
    const server = await graphServer(true);
    const turns = [1, 2, 3].map(() => server.next({ hold: true }));
    const answers = turns.map(() => backend.send({ url: server.url }));
    const reached = await Promise.all(turns.map((turn) => turn.reached));
    expect(new Set(reached.map(({ socket }) => socket)).size).toBe(3);
    for (const turn of turns) {
      turn.release();
    }
    await Promise.all(answers);
  });

  test.each(['Connection: close\r\n', ''])(
    'that the server closes behind each answer (header %j) leaves the next request in no doubt',
    async (header) => {
      const ends: Promise<void>[] = [];
      const raw = await rawServer((_, socket) => {
        ends.push(closed(socket));
        socket.end(`HTTP/1.1 200 OK\r\n${header}Content-Length: 2\r\n\r\n{}`);
      });
      for (let count = 1; count <= 3; count += 1) {
        expect(await backend.send({ url: raw.url })).toMatchObject({ status: 200 });
        await ends.at(-1);
      }
      expect(raw.requests.map(({ connection, turn }) => [connection, turn])).toEqual([
        [1, 1],
        [2, 1],
        [3, 1],
      ]);
    },
  );

  test('that a server says it closes is not used again, even while it is open', async () => {
    const raw = await rawServer((_, socket) => {
      socket.write('HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}');
    });
    await backend.send({ url: raw.url });
    await backend.send({ url: raw.url });
    expect(raw.requests.map(({ connection }) => connection)).toEqual([1, 2]);
  });

  test('over TLS that is closed while it is idle leaves the next request in no doubt', async () => {
    const server = await graphServer(true);
    for (let count = 1; count <= 3; count += 1) {
      const sockets: Socket[] = [];
      server.next(({ response }) => {
        sockets.push(response.socket as Socket);
        response.end('{}');
      });
      expect(await backend.send({ url: server.url })).toMatchObject({ status: 200 });
      const [socket] = sockets;
      const end = closed(socket as Socket);
      socket?.end();
      await end;
      expect(server.requests).toHaveLength(count);
    }
  });

  test.each([
    ['bytes', 'surplus'],
    ['a whole answer', 'HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\n"false"'],
  ])('on which %s came that nobody asked for gives no request a wrong answer', async (_, surplus) => {
    const raw = await rawServer(({ connection, turn }, socket) => {
      socket.write(okAnswer + (connection === 1 && turn === 1 ? surplus : ''));
    });
    expect((await backend.send({ url: raw.url })).body).toBe('{}');
    expect((await backend.send({ url: raw.url })).body).toBe('{}');
    expect(raw.requests).toHaveLength(2);
  });

  test('that the server has closed for its own part only is given up once the answer is there', async () => {
    const raw = await rawServer((_, socket) => void socket.end(okAnswer));
    await backend.send({ url: raw.url });
    await backend.send({ url: raw.url });
    expect(raw.requests.map(({ connection }) => connection)).toEqual([1, 2]);
  });
});

/** A script for a server that listens but never accepts: it blocks its thread after it prints the port. */
const stuckServer = `
  const server = require('node:net').createServer();
  server.listen(0, '127.0.0.1', 1, () => {
    require('node:fs').writeSync(1, String(server.address().port));
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  });`;

test('a server that takes no more connections is given up when the time is up, and nothing was sent', async () => {
  const stuck = spawn(process.execPath, ['-e', stuckServer]);
  disposals.push(() => stuck.kill('SIGKILL'));
  const [port] = (await once(stuck.stdout, 'data')) as [Buffer];
  const waiting = Array.from({ length: 16 }, () => connect(Number(port), '127.0.0.1').on('error', () => {}));
  disposals.push(() => waiting.forEach((socket) => void socket.destroy()));
  const error = await backend.sendError({ url: `https://127.0.0.1:${port}/`, timeoutSeconds: 0.5 });
  // Some systems refuse a connection when the backlog is full; others leave it pending.
  expect(['TimedOut', 'ConnectionFailed']).toContain(error.data.name);
  expect(error.data.mayHaveBeenSent).toBe(false);
  expect(error.message).toContain('Nothing was sent');
});

describe('IPv6', () => {
  test('is spoken where the machine has it, and else there is no connection', async () => {
    const tcp = await TcpServer.start(
      (socket) => void socket.once('data', () => socket.end(okAnswer)),
      '::1',
    ).catch(() => undefined);
    const url = `http://[::1]:${tcp?.port ?? 1}/`;
    const answer = await backend.requestSend({ url }).answer;
    await tcp?.close();
    expect(answer.result ?? answer.error?.data).toMatchObject(
      tcp === undefined ? { name: 'ConnectionFailed', mayHaveBeenSent: false } : { status: 200 },
    );
  });
});
