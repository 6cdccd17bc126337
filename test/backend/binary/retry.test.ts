import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { WaitingParams } from '../../../src/protocol/protocol.ts';
import { GraphServer } from '../../support/graphServer.ts';
import { accessToken } from '../../support/tokens.ts';
import { backendBinary } from '../support/binary.ts';
import { okAnswer, RawServer } from '../support/rawServer.ts';
import { TestBackend } from '../support/testBackend.ts';

const binary = backendBinary();
const token = accessToken();
const atOnce = { 'Retry-After': '0' };
let server: GraphServer;
let backend: TestBackend;
let url: string;

beforeAll(async () => {
  server = await GraphServer.start();
  url = `${server.url}/beta/security/partner/securityScore`;
  backend = await TestBackend.ready(binary, server.url, token);
});

beforeEach(() => {
  server.reply({ body: '{}' });
  server.requests.length = 0;
  backend.notifications.length = 0;
});

afterAll(async () => {
  await backend.stop();
  expect(backend.stderr).toBe('');
  await server.close();
});

const sentHeader = (name: string) => server.requests.map(({ headers }) => headers[name]);

/** Sends a request, waits until its retry is pending, and returns it with the params of `graph/waiting`. */
async function waitingRequest(answer: { status: number; headers?: Record<string, string> }) {
  server.next(answer);
  const { id, answer: result } = backend.requestSend({ url });
  const { method, params } = await backend.notification(id);
  expect({ method, id: params.id }).toEqual({ method: 'graph/waiting', id });
  return { id, result, waiting: params as unknown as WaitingParams };
}

/** Cancels a waiting request and expects that it was sent only once. */
async function cancelWaiting({ id, result }: { id: number; result: Promise<unknown> }): Promise<void> {
  backend.cancel(id);
  expect(await result).toMatchObject({ error: { code: -32800, data: { name: 'RequestCancelled' } } });
  expect(server.requests).toHaveLength(1);
}

describe('an answer that asks to come back', () => {
  test.each([429, 503, 504])('of status %i is retried, with the same request', async (status) => {
    server.next({ status, headers: atOnce, body: 'busy' });
    const headers: [string, string][] = [
      ['If-Match', '"1"'],
      ['retry-attempt', 'mine'],
    ];
    const result = await backend.send({ url, headers, body: '{"score":"ü"}' });
    expect(result).toMatchObject({ status: 200, body: '{}' });
    expect(server.requests).toHaveLength(2);
    const [first, second] = server.requests.map(({ method, url, text, headers }) => {
      const { 'client-request-id': id, 'retry-attempt': attempt, ...others } = headers;
      return { method, url, text, others, id, attempt };
    });
    expect(second).toEqual({ ...first, id: result.clientRequestId, attempt: '1' });
    expect(first).toMatchObject({ text: '{"score":"ü"}', attempt: 'mine' });
    expect(first?.id).not.toBe(second?.id);
    expect(second?.others).toMatchObject({ authorization: `Bearer ${token}`, 'if-match': '"1"' });
  });

  test.each(['PATCH', 'POST', 'PUT', 'DELETE', 'GET', 'HEAD', 'OPTIONS'] as const)(
    'is retried for %s',
    async (method) => {
      server.next({ status: 503, headers: atOnce });
      expect(await backend.send({ url, method, body: null })).toMatchObject({ status: 200 });
      expect(server.requests.map((request) => request.method)).toEqual([method, method]);
    },
  );

  test("is the result after three retries, as the service's own", async () => {
    const body = '{"error":{"code":"TooManyRequests","message":"Slow down."}}';
    server.reply({ status: 429, headers: { ...atOnce, 'X-Own': 'yes' }, body });
    const { status, headers, body: answered, clientRequestId } = await backend.send({ url });
    expect({ status, answered }).toEqual({ status: 429, answered: body });
    expect(headers).toContainEqual(['X-Own', 'yes']);
    expect(sentHeader('retry-attempt')).toEqual([undefined, '1', '2', '3']);
    expect(new Set(sentHeader('client-request-id')).size).toBe(4);
    expect(sentHeader('client-request-id').at(-1)).toBe(clientRequestId);
  });

  test('is told to the client each time, before the delay', async () => {
    for (const status of [429, 503, 504]) {
      server.next({ status, headers: atOnce });
    }
    const { id, answer } = backend.requestSend({ url });
    expect((await answer).result).toMatchObject({ status: 200 });
    expect(backend.notifications).toEqual(
      [429, 503, 504].map((status, index) => ({
        jsonrpc: '2.0',
        method: 'graph/waiting',
        params: { id, status, attempt: index + 1, maxAttempts: 3, delaySeconds: 0 },
      })),
    );
  });

  test('leaves its connection to the retry', async () => {
    server.next({ status: 503, headers: atOnce, body: 'x'.repeat(60_000) });
    server.next({ status: 503, headers: atOnce });
    await backend.send({ url });
    expect(new Set(server.requests.map(({ socket }) => socket)).size).toBe(1);
  });

  test('may have a body that is not worth reading', async () => {
    server.next({ status: 503, headers: atOnce, body: Buffer.alloc(20 * 1024 * 1024) });
    expect(await backend.send({ url })).toMatchObject({ status: 200 });
  });
});

describe('the delay', () => {
  test('is the seconds of Retry-After', async () => {
    server.next({ status: 429, headers: { 'Retry-After': '1' } });
    await backend.send({ url });
    const [first, second] = server.requests.map(({ time }) => time);
    expect((second ?? 0) - (first ?? 0)).toBeGreaterThan(990);
    expect(backend.notifications[0]?.params).toMatchObject({ delaySeconds: 1 });
  });

  test('goes up to the date of Retry-After', async () => {
    const date = new Date(Date.now() + 3600_000).toUTCString();
    const request = await waitingRequest({ status: 503, headers: { 'Retry-After': date } });
    expect(request.waiting.delaySeconds).toBeGreaterThan(3590);
    expect(request.waiting.delaySeconds).toBeLessThanOrEqual(3600);
    await cancelWaiting(request);
  });

  test('may be longer than one timer can wait', async () => {
    const request = await waitingRequest({ status: 429, headers: { 'Retry-After': '99999999999' } });
    expect(request.waiting.delaySeconds).toBe(99_999_999_999);
    // A timer with an overflowing delay fires after 1 ms. This call leaves time for that.
    await backend.call('session/close', { session: 'none' });
    await cancelWaiting(request);
  });

  test.each([undefined, '', '-1', 'soon', 'Sun, 06 Nov 1994 08:49:37 GMT'])(
    'is about 3 seconds where Retry-After is %j',
    async (retryAfter) => {
      const headers: Record<string, string> = retryAfter === undefined ? {} : { 'Retry-After': retryAfter };
      const request = await waitingRequest({ status: 504, headers });
      expect(request.waiting).toMatchObject({ status: 504, attempt: 1, maxAttempts: 3 });
      expect(request.waiting.delaySeconds).toBeGreaterThanOrEqual(3);
      expect(request.waiting.delaySeconds).toBeLessThanOrEqual(3.6);
      await cancelWaiting(request);
    },
  );

  test('is about 6 seconds the second time', async () => {
    server.next({ status: 503, headers: atOnce });
    server.next({ status: 503 });
    const { id, answer } = backend.requestSend({ url });
    const { params } = await backend.notification(id, 2);
    expect(params).toMatchObject({ attempt: 2 });
    expect(params['delaySeconds']).toBeGreaterThanOrEqual(6);
    expect(params['delaySeconds']).toBeLessThanOrEqual(7.2);
    backend.cancel(id);
    expect((await answer).error?.data.name).toBe('RequestCancelled');
    expect(server.requests).toHaveLength(2);
  });

  test('does not count for the time limit', async () => {
    server.next({ status: 429, headers: { 'Retry-After': '1' } });
    expect(await backend.send({ url, timeoutSeconds: 0.6 })).toMatchObject({ status: 200 });
  });

  test('ends with the backend', async () => {
    const own = await TestBackend.ready(binary, server.url, token);
    server.next({ status: 429, headers: { 'Retry-After': '60' } });
    await own.notification(own.requestSend({ url }).id);
    own.closeInput();
    expect(await own.exited).toBe(0);
  });
});

describe('nothing is retried', () => {
  test.each([401, 408, 425, 500, 501, 502, 505, 529])('after an answer of %i', async (status) => {
    server.reply({ status, headers: atOnce });
    expect(await backend.send({ url })).toMatchObject({ status });
    expect(server.requests).toHaveLength(1);
    expect(backend.notifications).toEqual([]);
  });

  test('after a broken connection, on a retry either', async () => {
    server.next({ destroy: 'afterReading' });
    expect(await backend.sendError({ url })).toMatchObject({ data: { name: 'ConnectionBroken' } });
    expect(server.requests).toHaveLength(1);
    server.next({ status: 429, headers: atOnce });
    server.next({ destroy: 'afterReading' });
    expect(await backend.sendError({ url })).toMatchObject({ data: { name: 'ConnectionBroken' } });
    expect(server.requests).toHaveLength(3);
  });

  test('after a connection that broke in the body of the answer', async () => {
    const answer = 'HTTP/1.1 429 Busy\r\nRetry-After: 0\r\nContent-Length: 10\r\n\r\nab';
    const raw = await RawServer.start((_, socket) => void socket.end(answer));
    expect(await backend.sendError({ url: raw.url })).toMatchObject({ data: { name: 'ConnectionBroken' } });
    expect(raw.requests).toHaveLength(1);
    await raw.close();
  });

  test('after a time-out, on a retry either', async () => {
    server.next({ hold: true });
    expect(await backend.sendError({ url, timeoutSeconds: 0.2 })).toMatchObject({
      data: { name: 'TimedOut', mayHaveBeenSent: true },
    });
    expect(server.requests).toHaveLength(1);
    server.next({ status: 429, headers: atOnce });
    server.next({ hold: true });
    expect(await backend.sendError({ url, timeoutSeconds: 0.2 })).toMatchObject({
      data: { name: 'TimedOut', mayHaveBeenSent: true },
    });
    expect(server.requests).toHaveLength(3);
  });

  test('after a time-out in the body of the answer', async () => {
    const raw = await RawServer.start(
      (_, socket) => void socket.write('HTTP/1.1 429 Busy\r\nRetry-After: 0\r\nContent-Length: 10\r\n\r\nab'),
    );
    expect(await backend.sendError({ url: raw.url, timeoutSeconds: 0.2 })).toMatchObject({
      data: { name: 'TimedOut' },
    });
    expect(raw.requests).toHaveLength(1);
    await raw.close();
  });

  test.each([
    [429, false],
    [503, true],
    [504, true],
  ])(
    'without a connection; what the answer of %i before it means for the outcome is said: %p',
    async (status, mayHaveBeenSent) => {
      const raw = await RawServer.start((_, socket) => {
        raw.stopListening();
        socket.end(
          `HTTP/1.1 ${status} Busy\r\nRetry-After: 0\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`,
        );
      });
      const error = await backend.sendError({ url: raw.url });
      expect(error).toMatchObject({ data: { name: 'ConnectionFailed', mayHaveBeenSent } });
      expect(error.message.includes(`before it returned status ${status}`)).toBe(mayHaveBeenSent);
      expect(raw.requests).toHaveLength(1);
      await raw.close();
    },
  );
});

test('cancellation during a delay answers at once, and others are served meanwhile', async () => {
  const request = await waitingRequest({ status: 429, headers: { 'Retry-After': '60' } });
  const raw = await RawServer.start((_, socket) => void socket.write(okAnswer));
  expect(await backend.send({ url: raw.url })).toMatchObject({ status: 200 });
  await raw.close();
  const begin = performance.now();
  await cancelWaiting(request);
  expect(performance.now() - begin).toBeLessThan(1000);
});
