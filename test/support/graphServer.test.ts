import { Agent, request as httpRequest, type IncomingMessage } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { GraphServer, graphError } from './graphServer.ts';

const path = '/beta/security/partner/securityScore';
const token = { Authorization: 'Bearer x' };

let server: GraphServer;

beforeEach(async () => {
  server = await GraphServer.start();
});

afterEach(() => server.close());

interface Reply {
  status: number;
  headers: IncomingMessage['headers'];
  text: string;
}

function send(
  method: string,
  url: string,
  headers: Record<string, string | string[]>,
  body = '',
): Promise<Reply> {
  return new Promise((resolve, reject) => {
    httpRequest(`${server.url}${url}`, { method, headers }, async (message) => {
      let text = '';
      for await (const chunk of message.setEncoding('utf8')) {
        text += chunk;
      }
      resolve({ status: message.statusCode ?? 0, headers: message.headers, text });
    })
      .on('error', reject)
      .end(body);
  });
}

describe('the score', () => {
  test('PATCH merges members, digits unchanged, and gives the whole score', async () => {
    const body = '{"currentScore":85.40000000000000001,"new":{"1":1e3}}';
    const reply = await send('PATCH', path, { ...token, 'client-request-id': 'mine' }, body);
    expect(reply.status).toBe(200);
    expect(reply.text).toContain('"currentScore":85.40000000000000001,"maxScore":100.0');
    expect(reply.text).toContain('"new":{"1":1e3}');
    expect(reply.text).toContain('2023-09-26T04:04:01.4261872Z');
    expect(reply.headers).toMatchObject({ 'client-request-id': 'mine', 'odata-version': '4.0' });
    expect(reply.headers['content-type']).toMatch(/^application\/json;odata\.metadata=minimal/);
    expect(reply.headers['request-id']).toBeDefined();
    expect(reply.headers.date).toBeDefined();
    expect((await send('GET', path, token)).text).toBe(server.score);
  });

  test.each([
    ['PATCH', path, {}, '{}', 401, 'InvalidAuthenticationToken'],
    ['PATCH', path, token, '{"a":', 400, 'BadRequest'],
    ['PATCH', path, token, '[]', 400, 'BadRequest'],
    ['PATCH', '/beta/security', token, '{}', 404, 'ResourceNotFound'],
    ['POST', path, token, '{}', 405, 'MethodNotAllowed'],
  ])('%s %s %j %s is answered with %i %s', async (method, url, headers, body, status, code) => {
    const before = server.score;
    const reply = await send(method, url, { ...headers, 'client-request-id': 'mine' }, body);
    expect(reply.status).toBe(status);
    expect(JSON.parse(reply.text)).toMatchObject({
      error: { code, innerError: { 'client-request-id': 'mine', 'request-id': reply.headers['request-id'] } },
    });
    expect(server.score).toBe(before);
  });
});

test('requests are kept as they were sent', async () => {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const headers = { ...token, 'X-Two': ['a', 'b'] };
  for (const body of ['{"id":"é"}', '{}']) {
    await new Promise<void>((resolve, reject) => {
      httpRequest(`${server.url}${path}?q=1`, { method: 'PATCH', headers, agent }, (message) =>
        message.resume().on('end', resolve),
      )
        .on('error', reject)
        .end(body);
    });
  }
  agent.destroy();
  expect(server.requests).toMatchObject([
    { method: 'PATCH', url: `${path}?q=1`, text: '{"id":"é"}', body: Buffer.from('{"id":"é"}'), socket: 1 },
    { text: '{}', socket: 1 },
  ]);
  expect(server.requests[0]?.rawHeaders).toEqual(
    expect.arrayContaining([
      ['X-Two', 'a'],
      ['X-Two', 'b'],
    ]),
  );
  expect(server.requests[0]?.headers['x-two']).toBe('a, b');
});

describe('next', () => {
  test('answers one request each, in order, then the score is back', async () => {
    server.next({ status: 503, headers: { 'Retry-After': '1' }, body: 'busy' });
    server.next(graphError(403, 'Forbidden', 'No.'));
    expect(await send('PATCH', path, token, '{}')).toMatchObject({
      status: 503,
      text: 'busy',
      headers: { 'retry-after': '1' },
    });
    expect((await send('PATCH', path, token, '{}')).status).toBe(403);
    expect((await send('PATCH', path, token, '{}')).status).toBe(200);
  });

  test('holds an answer until it is released', async () => {
    const turn = server.next({ status: 204, hold: true });
    const reply = send('PATCH', path, token, '{}');
    expect((await turn.reached).text).toBe('{}');
    const first = await Promise.race([reply, send('GET', path, token)]);
    expect(first.status).toBe(200);
    turn.release();
    expect((await reply).status).toBe(204);
  });

  test('tells when the client has gone', async () => {
    const turn = server.next({ hold: true });
    const sending = httpRequest(`${server.url}${path}`, { method: 'PATCH' }).on('error', () => {});
    sending.end('{}');
    await turn.reached;
    sending.destroy();
    await turn.disconnected;
  });

  test.each(['beforeReading', 'afterReading'] as const)('breaks the connection %s', async (destroy) => {
    server.next({ destroy });
    await expect(send('PATCH', path, token, '{}')).rejects.toThrow(/socket hang up|ECONNRESET/);
    expect(server.requests).toMatchObject([{ text: destroy === 'afterReading' ? '{}' : '' }]);
  });
});

test('reply stands until it is taken back', async () => {
  server.reply({ status: 204 });
  expect((await send('PATCH', path, token, '{}')).status).toBe(204);
  expect((await send('PATCH', path, token, '{}')).status).toBe(204);
  server.reply();
  expect((await send('PATCH', path, token, '{}')).status).toBe(200);
});

test('close breaks what is open', async () => {
  const { url } = server;
  const turn = server.next({ hold: true });
  const broken = expect(send('PATCH', path, token, '{}')).rejects.toThrow();
  await turn.reached;
  await server.close();
  await broken;
  expect(server.openSockets).toBe(0);
  await expect(fetch(url)).rejects.toThrow();
  server = await GraphServer.start();
});
