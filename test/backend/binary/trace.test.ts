import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Header } from '../../../src/protocol/protocol.ts';
import { GraphServer } from '../../support/graphServer.ts';
import { ProxyServer } from '../../support/proxyServer.ts';
import { accessToken } from '../../support/tokens.ts';
import { backendBinary } from '../support/binary.ts';
import { TestBackend } from '../support/testBackend.ts';

const binary = backendBinary();
const token = accessToken();
let server: GraphServer;
let other: GraphServer;
let backend: TestBackend;
let url: string;

beforeAll(async () => {
  server = await GraphServer.start();
  other = await GraphServer.start();
  url = `${server.url}/beta/score?a=1`;
  backend = await TestBackend.ready(binary, server.url, token);
});

beforeEach(() => {
  for (const each of [server, other]) {
    each.reply({ headers: { 'X-Own': ['a', 'b'] }, body: '{}' });
    each.requests.length = 0;
  }
});

afterAll(async () => {
  await backend.stop();
  expect(backend.stderr).toBe('');
  await server.close();
  await other.close();
});

const byName = ([a]: Header, [b]: Header) => (a < b ? -1 : 1);
const sorted = (headers: readonly Header[] | undefined) =>
  (headers ?? []).map(([name, value]): Header => [name.toLowerCase(), value]).sort(byName);

test.each([undefined, false])('with trace %p there are no exchanges', async (trace) => {
  expect(await backend.send({ url, ...(trace !== undefined && { trace }) })).not.toHaveProperty('exchanges');
});

test.each([
  ['PATCH', '{"score":"ü"}', []],
  ['PATCH', null, []],
  ['POST', '{}', [['accept', 'text/plain']]],
  ['PUT', '{}', [['Host', 'graph.example']]],
  [
    'DELETE',
    null,
    [
      ['X-One', 'a'],
      ['x-one', 'b'],
    ],
  ],
  ['GET', null, [['Cookie', 'a=1']]],
  ['HEAD', null, []],
  ['OPTIONS', null, []],
] as const)('%s %j is written down as it was on the wire, with headers %j', async (method, body, headers) => {
  const own = headers.map(([name, value]): Header => [name, value]);
  const { exchanges, ...result } = await backend.send({ url, method, body, headers: own, trace: true });
  expect(exchanges).toEqual([
    {
      method,
      url,
      requestHeaders: expect.anything(),
      status: 200,
      reasonPhrase: 'OK',
      responseHeaders: result.headers,
    },
  ]);
  const onTheWire = server.requests[0]?.rawHeaders.filter(([name]) => name.toLowerCase() !== 'authorization');
  expect(sorted(exchanges?.[0]?.requestHeaders)).toEqual(sorted(onTheWire));
});

test('retries and redirects are written down in their order', async () => {
  server.next({ status: 429, headers: { 'Retry-After': '0' } });
  server.next({ status: 307, headers: { Location: `${other.url}/moved` } });
  const { exchanges, clientRequestId } = await backend.send({ url, trace: true });
  expect(exchanges?.map(({ method, url, status }) => [method, url, status])).toEqual([
    ['PATCH', url, 429],
    ['PATCH', url, 307],
    ['PATCH', `${other.url}/moved`, 200],
  ]);
  const header = (wanted: string) =>
    exchanges?.map(({ requestHeaders }) => requestHeaders.find(([name]) => name === wanted)?.[1]);
  expect(header('Retry-Attempt')).toEqual([undefined, '1', undefined]);
  expect(new Set(header('client-request-id')).size).toBe(3);
  expect(header('client-request-id')?.at(-1)).toBe(clientRequestId);
  expect(exchanges?.[1]?.responseHeaders).toContainEqual(['Location', `${other.url}/moved`]);
});

test('no token and no password of a proxy is written down', async () => {
  const proxy = await ProxyServer.start();
  server.next({ status: 503, headers: { 'Retry-After': '0' } });
  server.next({ status: 308, headers: { Location: '/moved' } });
  const result = await backend.send({
    url,
    headers: [['proxy-authorization', 'Basic hunter2']],
    proxy: { address: proxy.url, userName: 'u', password: 'hunter3' },
    trace: true,
  });
  expect(server.requests.map(({ headers }) => headers['authorization'])).toEqual(
    Array(3).fill(`Bearer ${token}`),
  );
  expect(result.exchanges).toHaveLength(3);
  const text = JSON.stringify(result);
  for (const secret of [token, 'uthorization', 'hunter2', 'hunter3', btoa('u:hunter3')]) {
    expect(text).not.toContain(secret);
  }
  await proxy.close();
});

describe('where the service repeats a secret', () => {
  const cookie = 'cookie-of-the-user';
  const headers: Header[] = [['Cookie', `session=${cookie}; theme=dark`]];
  const proxyPassword = 'pass+word/of=proxy';
  const echo = `${token} ${encodeURIComponent(token)} ${cookie} ${proxyPassword} ${btoa(`u:${proxyPassword}`)}`;
  let proxy: ProxyServer;

  beforeAll(async () => {
    proxy = await ProxyServer.start();
  });

  afterAll(() => proxy.close());

  const send = (trace: boolean) =>
    backend.send({
      url,
      headers,
      body: JSON.stringify({ token }),
      proxy: { address: proxy.url, userName: 'u', password: proxyPassword },
      trace,
    });

  test('a good answer is data and stays exact, but what is to be shown of it has none', async () => {
    server.next({ headers: { 'X-Echo': echo }, body: echo });
    const { exchanges, shownBody, shownSentBody, ...answer } = await send(true);
    expect(answer.body).toBe(echo);
    expect(answer.headers).toContainEqual(['X-Echo', echo]);
    expect(shownBody).toBe('*** *** *** *** ***');
    expect(shownSentBody).toBe('{"token":"***"}');
    expect(exchanges?.[0]?.responseHeaders).toContainEqual(['X-Echo', '*** *** *** *** ***']);
    expect(exchanges?.[0]?.requestHeaders).toContainEqual(['Cookie', '***']);
  });

  test('bodies are not given twice where nothing is hidden in them', async () => {
    const result = await backend.send({ url, trace: true });
    expect(result).not.toHaveProperty('shownBody');
    expect(result).not.toHaveProperty('shownSentBody');
  });

  test.each([400, 401, 403, 404, 500])(
    'an error of status %i has none, and else stays exact',
    async (status) => {
      server.next({
        status,
        headers: { 'X-Echo': echo, 'X-Own': 'a' },
        body: `{"error":{"code":"a","message":"${echo}"}}`,
      });
      const { body, headers: received } = await send(false);
      expect(body).toBe('{"error":{"code":"a","message":"*** *** *** *** ***"}}');
      expect(received).toContainEqual(['X-Echo', '*** *** *** *** ***']);
      expect(received).toContainEqual(['X-Own', 'a']);
    },
  );

  test('a short password takes no words out of an error', async () => {
    server.next({ status: 403, body: '{"error":{"code":"Forbidden"}}' });
    const shortPassword = { address: proxy.url, userName: 'u', password: 'Forbidden' };
    expect((await backend.send({ url, proxy: shortPassword })).body).toBe('{"error":{"code":"Forbidden"}}');
  });

  test('a warning has none', async () => {
    server.next({ headers: { Warning: `199 - "${echo}"`, 'X-Echo': echo } });
    const { headers: received } = await send(false);
    expect(received).toContainEqual(['Warning', '199 - "*** *** *** *** ***"']);
    expect(received).toContainEqual(['X-Echo', echo]);
  });
});
