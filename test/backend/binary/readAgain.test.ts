import type { Socket } from 'node:net';
import { describe, expect, test } from '@jest/globals';
import { okAnswer, type RawRequest } from '../support/rawServer.ts';
import { broken, ok, RawService } from '../support/rawService.ts';
import { TcpServer } from '../support/tcpServer.ts';

const service = RawService.forTests();

const reset = (socket: Socket) => void socket.resetAndDestroy();
const close = (socket: Socket) => void socket.destroy();
const headersOnly = (socket: Socket) => void socket.end(`${ok}Content-Le`);

const idOf = ({ head }: RawRequest) => /^client-request-id: (.+)$/im.exec(head)?.[1];
const lineOf = ({ head }: RawRequest) => head.split('\r\n')[0];

describe('a read whose connection breaks before an answer came', () => {
  test.each<[string, 'GET' | 'HEAD', (socket: Socket) => void]>([
    ['GET, by a reset,', 'GET', reset],
    ['GET, closed,', 'GET', close],
    ['GET, closed within the headers,', 'GET', headersOnly],
    ['HEAD, by a reset,', 'HEAD', reset],
  ])('%s is sent once more, the same', async (_, method, fail) => {
    const send = await service.start((_request, socket) => {
      if (service.requests.length === 1) {
        fail(socket);
      } else {
        socket.write(`${ok}Content-Length: 0\r\n\r\n`);
      }
    });
    const answer = await service.backend.send({ ...send, method, body: null, trace: true });
    expect(answer).toMatchObject({ status: 200 });
    const [first, second] = service.requests;
    expect(service.requests).toHaveLength(2);
    expect(second?.head).toBe(first?.head);
    expect(idOf(second as RawRequest)).toBe(answer.clientRequestId);
    expect(answer.exchanges).toHaveLength(1);
  });

  test('on a connection that served before is sent on another', async () => {
    const send = await service.start(({ turn }, socket) => {
      if (turn === 1) {
        socket.write(okAnswer);
      } else {
        reset(socket);
      }
    });
    const read = { ...send, method: 'GET' as const, body: null };
    await service.backend.send(read);
    expect(await service.backend.send(read)).toMatchObject({ status: 200, body: '{}' });
    expect(service.requests.map(({ connection, turn }) => [connection, turn])).toEqual([
      [1, 1],
      [1, 2],
      [2, 1],
    ]);
  });

  test('twice ends with the outcome unknown', async () => {
    const send = await service.start((_, socket) => reset(socket));
    const error = await service.backend.sendError({ ...send, method: 'GET', body: null });
    expect(error).toMatchObject(broken);
    expect(service.requests).toHaveLength(2);
  });

  test('and then finds nobody there has been sent all the same', async () => {
    const send = await service.start((_, socket) => {
      service.stopListening();
      reset(socket);
    });
    const error = await service.backend.sendError({ ...send, method: 'GET', body: null });
    expect(error).toMatchObject(broken);
    expect(error.message).not.toContain('Nothing was sent');
  });

  test('can be cancelled while it goes out again', async () => {
    let isThere = () => {};
    const again = new Promise<void>((resolve) => {
      isThere = resolve;
    });
    const send = await service.start((_, socket) => {
      if (service.requests.length === 1) {
        reset(socket);
      } else {
        isThere();
      }
    });
    const { id, answer } = service.backend.requestSend({ ...send, method: 'GET', body: null });
    await again;
    service.backend.cancel(id);
    expect((await answer).error?.data).toEqual({ name: 'RequestCancelled', mayHaveBeenSent: true });
  });

  test('is sent once more in each exchange: that of the retry, too', async () => {
    const send = await service.start((_, socket) => {
      const count = service.requests.length;
      if (count % 2 === 1) {
        reset(socket);
      } else {
        socket.write(
          count === 2 ? 'HTTP/1.1 503 Busy\r\nRetry-After: 0\r\nContent-Length: 0\r\n\r\n' : okAnswer,
        );
      }
    });
    const answer = await service.backend.send({
      ...send,
      method: 'GET',
      body: null,
      retryDelaySeconds: 0,
      trace: true,
    });
    expect(answer.exchanges?.map(({ status }) => status)).toEqual([503, 200]);
    const ids = service.requests.map(idOf);
    expect(ids).toEqual([ids[0], ids[0], answer.clientRequestId, answer.clientRequestId]);
    expect(ids[0]).not.toBe(answer.clientRequestId);
  });
});

describe('sent once only', () => {
  test.each([
    ['GET whose answer breaks off in its body', 'GET', `${ok}Content-Length: 10\r\n\r\n{"a"`],
    ['GET whose answer breaks off behind its headers', 'GET', `${ok}Content-Length: 10\r\n\r\n`],
    ['GET whose answer is not HTTP', 'GET', 'SSH-2.0-server\r\n\r\n'],
    ['PATCH without an answer', 'PATCH', ''],
    ['OPTIONS without an answer', 'OPTIONS', ''],
    ['DELETE without an answer', 'DELETE', ''],
  ] as const)('is a %s', async (_, method, answer) => {
    const send = await service.start((_request, socket) => void socket.end(answer));
    const error = await service.backend.sendError({ ...send, method, body: null });
    expect(error).toMatchObject(broken);
    expect(service.requests.map(lineOf)).toEqual([`${method} / HTTP/1.1`]);
  });

  test('is a GET whose connection breaks before it is ready', async () => {
    const tcp = await TcpServer.start((socket) => void socket.once('data', () => reset(socket)));
    const url = `https://127.0.0.1:${tcp.port}/`;
    const error = await service.backend.sendError({ url, method: 'GET', body: null });
    await tcp.close();
    expect(error.data).toEqual({ name: 'ConnectionFailed', mayHaveBeenSent: false });
    expect(tcp.connections).toBe(1);
  });

  test('is a GET that is out of time', async () => {
    const send = await service.start(() => {});
    const error = await service.backend.sendError({
      ...send,
      method: 'GET',
      body: null,
      timeoutSeconds: 0.2,
    });
    expect(error.data.name).toBe('TimedOut');
    expect(service.requests).toHaveLength(1);
  });
});
