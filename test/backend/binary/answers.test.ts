import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { backendBinary } from '../support/binary.ts';
import { RawServer } from '../support/rawServer.ts';
import { TestBackend } from '../support/testBackend.ts';

const binary = backendBinary();
let backend: TestBackend;
let raw: RawServer;

beforeAll(async () => {
  backend = await TestBackend.ready(binary.path, 'http://127.0.0.1:1', 'opaque');
});

afterEach(() => raw.close());

afterAll(async () => {
  await backend.stop();
  expect(backend.stderr).toBe('');
  binary.dispose();
});

type Send = Parameters<TestBackend['sendError']>[0];

/** Where each request is answered so; the connection stays open. */
async function answering(answer: string | Buffer): Promise<Send> {
  raw = await RawServer.start((_, socket) => void socket.write(answer));
  return { url: raw.url };
}

const ok = 'HTTP/1.1 200 OK\r\n';
const broken = { code: -32021, data: { name: 'ConnectionBroken', mayHaveBeenSent: true } };
const unreadable = { code: -32023, data: { name: 'ResponseUnreadable', mayHaveBeenSent: true } };

describe('what comes before the answer', () => {
  test.each([
    ['102 Processing', 'HTTP/1.1 102 Processing\r\n\r\n'.repeat(3)],
    ['103 Early Hints', 'HTTP/1.1 103 Early Hints\r\nLink: </x>\r\nX-A: early\r\n\r\n'],
  ])('is passed over: %s', async (_, before) => {
    const request = await answering(`${before}${ok}X-A: late\r\nContent-Length: 2\r\n\r\n{}`);
    expect(await backend.send(request)).toMatchObject({
      status: 200,
      headers: [
        ['X-A', 'late'],
        ['Content-Length', '2'],
      ],
      body: '{}',
    });
    expect(await backend.send(request)).toMatchObject({ status: 200 });
    expect(raw.requests.map(({ connection }) => connection)).toEqual([1, 1]);
  });

  test.each(['100 Continue', '101 Switching Protocols'])(
    'and was never asked for leaves the outcome unknown: %s',
    async (status) => {
      const upgrade = 'Connection: upgrade\r\nUpgrade: other\r\n';
      const error = await backend.sendError(await answering(`HTTP/1.1 ${status}\r\n${upgrade}\r\n`));
      expect(error).toMatchObject(broken);
      expect(raw.requests).toHaveLength(1);
    },
  );
});

describe('HTTP/1.0', () => {
  test('ends with the connection', async () => {
    raw = await RawServer.start((_, socket) => void socket.end('HTTP/1.0 200 OK\r\n\r\n{"a":1}'));
    expect(await backend.send({ url: raw.url })).toMatchObject({ status: 200, body: '{"a":1}' });
    expect(await backend.send({ url: raw.url })).toMatchObject({ status: 200, body: '{"a":1}' });
    expect(raw.requests.map(({ connection }) => connection)).toEqual([1, 2]);
  });

  test('keeps its connection where both want that', async () => {
    const request = await answering(
      'HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: 2\r\n\r\n{}',
    );
    await backend.send(request);
    await backend.send(request);
    expect(raw.requests.map(({ connection }) => connection)).toEqual([1, 1]);
  });
});

describe('an answer without a body', () => {
  test.each([
    ['204 No Content', ''],
    ['204 No Content', 'Content-Length: 0\r\n'],
    ['204 No Content', 'Content-Length: 2\r\n'],
    ['204 No Content', 'Transfer-Encoding: chunked\r\n'],
    ['304 Not Modified', 'Content-Length: 20\r\n'],
  ])('of %s is whole with its headers, whatever they say: %j', async (status, header) => {
    const request = await answering(`HTTP/1.1 ${status}\r\n${header}\r\n`);
    for (let count = 1; count <= 2; count += 1) {
      expect(await backend.send(request)).toMatchObject({ status: Number.parseInt(status, 10), body: '' });
    }
    expect(raw.requests).toHaveLength(2);
  });

  test('of 204 gets none, even where one is sent, and the next request gets its own answer', async () => {
    raw = await RawServer.start(({ turn, connection }, socket) => {
      const isFirst = turn === 1 && connection === 1;
      socket.write(
        isFirst
          ? 'HTTP/1.1 204 No Content\r\nContent-Length: 2\r\n\r\n{}'
          : `${ok}Content-Length: 4\r\n\r\ntrue`,
      );
    });
    expect(await backend.send({ url: raw.url })).toMatchObject({ status: 204, body: '' });
    expect(await backend.send({ url: raw.url })).toMatchObject({ status: 200, body: 'true' });
  });

  test('to HEAD is whole with its headers', async () => {
    const request = {
      ...(await answering(`${ok}Content-Length: 20\r\n\r\n`)),
      method: 'HEAD',
      body: null,
    } as const;
    for (let count = 1; count <= 2; count += 1) {
      expect(await backend.send(request)).toMatchObject({
        status: 200,
        headers: [['Content-Length', '20']],
        body: '',
      });
    }
  });
});

describe('headers of an answer', () => {
  test.each([
    ['one of 20 KiB', `X-A: ${'a'.repeat(20 * 1024)}\r\n`],
    ['a thousand', 'X-A: 0123456789012345678901234567890\r\n'.repeat(1000)],
  ])('are taken: %s', async (_, headers) => {
    const answer = await backend.send(await answering(`${ok}${headers}Content-Length: 2\r\n\r\n{}`));
    expect(answer.headers.map(([name, value]) => `${name}: ${value}\r\n`).join('')).toContain(headers);
  });

  test.each([
    ['above 64 KiB', `X-A: ${'a'.repeat(65 * 1024)}\r\n`, /headers of its answer are larger than 64 KiB/],
    ['that go over two lines', 'X-A: a\r\n b\r\n', /no HTTP that can be read/],
    ['without a name', ': a\r\n', /no HTTP that can be read/],
    ['with a zero byte', 'X-A: a\0b\r\n', /no HTTP that can be read/],
  ])('%s are an error that says so, and the outcome is unknown', async (_, headers, reason) => {
    const error = await backend.sendError(await answering(`${ok}${headers}Content-Length: 2\r\n\r\n{}`));
    expect(error).toMatchObject(broken);
    expect(error.message).toMatch(reason);
    expect(raw.requests).toHaveLength(1);
  });

  test.each(['HTTP/1.1 abc OK', 'HTTP/1.1 99 Odd', 'ICY 200 OK'])(
    'behind the status line %j are not read',
    async (line) => {
      const error = await backend.sendError(await answering(`${line}\r\nContent-Length: 0\r\n\r\n`));
      expect(error).toMatchObject(broken);
    },
  );

  test.each([600, 999])('with status %i are an error that names it', async (status) => {
    const request = await answering(`HTTP/1.1 ${status} Odd\r\nContent-Length: 2\r\n\r\n{}`);
    const error = await backend.sendError(request);
    expect(error).toMatchObject(unreadable);
    expect(error.message).toContain(`status ${status}`);
  });
});
