import type { Socket } from 'node:net';
import { describe, expect, test } from '@jest/globals';
import { broken, ok, RawService, unreadable } from '../support/rawService.ts';

const service = RawService.forTests();

describe('what comes before the answer', () => {
  test.each([
    ['102 Processing', 'HTTP/1.1 102 Processing\r\n\r\n'.repeat(3)],
    ['103 Early Hints', 'HTTP/1.1 103 Early Hints\r\nLink: </x>\r\nX-A: early\r\n\r\n'],
    ['100 Continue', 'HTTP/1.1 100 Continue\r\n\r\n'],
    ['100 Continue with headers, twice', 'HTTP/1.0 100 \r\nX-A: early\r\n\r\n'.repeat(2)],
    ['100, 104, 199 and 100', [100, 104, 199, 100].map((status) => `HTTP/1.1 ${status} X\r\n\r\n`).join('')],
  ])('is passed over: %s', async (_, before) => {
    const request = await service.answering(`${before}${ok}X-A: late\r\nContent-Length: 2\r\n\r\n{}`);
    expect(await service.backend.send(request)).toMatchObject({
      status: 200,
      headers: [
        ['X-A', 'late'],
        ['Content-Length', '2'],
      ],
      body: '{}',
    });
    expect(await service.backend.send(request)).toMatchObject({ status: 200 });
    expect(service.requests.map(({ connection }) => connection)).toEqual([1, 1]);
  });

  test('is passed over byte by byte too', async () => {
    const request = await service.start(async (_, socket) => {
      const answer = `HTTP/1.1 100 Continue\r\nX: y\r\n\r\nHTTP/1.1 100 Continue\r\n\r\n${ok}Content-Length: 15\r\n\r\n"HTTP/1.1 100 "`;
      for (const byte of answer) {
        await new Promise((resolve) => socket.write(byte, resolve));
      }
    });
    for (let count = 1; count <= 2; count += 1) {
      expect(await service.backend.send(request)).toMatchObject({ status: 200, body: '"HTTP/1.1 100 "' });
    }
  });

  test.each([
    ['only', (socket: Socket) => socket.end('HTTP/1.1 100 Continue\r\n\r\n')],
    ['and half an answer', (socket: Socket) => socket.end('HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 2')],
    ['that is not whole', (socket: Socket) => socket.end('HTTP/1.1 100 Continue\r\n')],
  ])('and is 100 Continue %s leaves the outcome unknown', async (_, answer) => {
    const error = await service.backend.sendError(
      await service.start((_request, socket) => void answer(socket)),
    );
    expect(error).toMatchObject(broken);
    expect(service.requests).toHaveLength(1);
  });

  test('and speaks another protocol that was never asked for leaves the outcome unknown', async () => {
    const error = await service.backend.sendError(
      await service.answering(
        'HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: other\r\n\r\n',
      ),
    );
    expect(error).toMatchObject(broken);
    expect(service.requests).toHaveLength(1);
  });
});

describe('HTTP/1.0', () => {
  test('ends with the connection', async () => {
    const request = await service.start((_, socket) => void socket.end('HTTP/1.0 200 OK\r\n\r\n{"a":1}'));
    expect(await service.backend.send(request)).toMatchObject({ status: 200, body: '{"a":1}' });
    expect(await service.backend.send(request)).toMatchObject({ status: 200, body: '{"a":1}' });
    expect(service.requests.map(({ connection }) => connection)).toEqual([1, 2]);
  });

  test('keeps its connection where both want that', async () => {
    const request = await service.answering(
      'HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: 2\r\n\r\n{}',
    );
    await service.backend.send(request);
    await service.backend.send(request);
    expect(service.requests.map(({ connection }) => connection)).toEqual([1, 1]);
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
    const request = await service.answering(`HTTP/1.1 ${status}\r\n${header}\r\n`);
    for (let count = 1; count <= 2; count += 1) {
      expect(await service.backend.send(request)).toMatchObject({
        status: Number.parseInt(status, 10),
        body: '',
      });
    }
    expect(service.requests).toHaveLength(2);
  });

  test('of 204 gets none, even where one is sent, and the next request gets its own answer', async () => {
    const request = await service.start(({ turn, connection }, socket) => {
      const isFirst = turn === 1 && connection === 1;
      socket.write(
        isFirst
          ? 'HTTP/1.1 204 No Content\r\nContent-Length: 2\r\n\r\n{}'
          : `${ok}Content-Length: 4\r\n\r\ntrue`,
      );
    });
    expect(await service.backend.send(request)).toMatchObject({ status: 204, body: '' });
    expect(await service.backend.send(request)).toMatchObject({ status: 200, body: 'true' });
  });

  test('to HEAD is whole with its headers', async () => {
    const request = {
      ...(await service.answering(`${ok}Content-Length: 20\r\n\r\n`)),
      method: 'HEAD',
      body: null,
    } as const;
    for (let count = 1; count <= 2; count += 1) {
      expect(await service.backend.send(request)).toMatchObject({
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
    const answer = await service.backend.send(
      await service.answering(`${ok}${headers}Content-Length: 2\r\n\r\n{}`),
    );
    expect(answer.headers.map(([name, value]) => `${name}: ${value}\r\n`).join('')).toContain(headers);
  });

  test.each([
    ['above 64 KiB', `X-A: ${'a'.repeat(65 * 1024)}\r\n`, /headers of the response are larger than 64 KiB/],
    ['that go over two lines', 'X-A: a\r\n b\r\n', /not valid HTTP/],
    ['without a name', ': a\r\n', /not valid HTTP/],
    ['with a zero byte', 'X-A: a\0b\r\n', /not valid HTTP/],
  ])('%s are an error that says so, and the outcome is unknown', async (_, headers, reason) => {
    const error = await service.backend.sendError(
      await service.answering(`${ok}${headers}Content-Length: 2\r\n\r\n{}`),
    );
    expect(error).toMatchObject(broken);
    expect(error.message).toMatch(reason);
    expect(service.requests).toHaveLength(1);
  });

  test.each(['HTTP/1.1 abc OK', 'HTTP/1.1 99 Odd', 'ICY 200 OK'])(
    'behind the status line %j are not read',
    async (line) => {
      const error = await service.backend.sendError(
        await service.answering(`${line}\r\nContent-Length: 0\r\n\r\n`),
      );
      expect(error).toMatchObject(broken);
    },
  );

  test.each([600, 999])('with status %i are an error that names it', async (status) => {
    const request = await service.answering(`HTTP/1.1 ${status} Odd\r\nContent-Length: 2\r\n\r\n{}`);
    const error = await service.backend.sendError(request);
    expect(error).toMatchObject(unreadable);
    expect(error.message).toContain(`status ${status}, which is not an HTTP status. The outcome is unknown`);
  });
});
