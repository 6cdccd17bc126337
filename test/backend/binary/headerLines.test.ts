import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Header } from '../../../src/protocol/protocol.ts';
import { GraphServer } from '../../support/graphServer.ts';
import { backendBinary } from '../support/binary.ts';
import { TestBackend } from '../support/testBackend.ts';

const binary = backendBinary();
let server: GraphServer;
let backend: TestBackend;

beforeAll(async () => {
  server = await GraphServer.start();
  backend = await TestBackend.ready(binary, server.url, 'opaque');
});

beforeEach(() => {
  server.reply({ body: '{}' });
  server.requests.length = 0;
});

afterAll(async () => {
  await backend.stop();
  expect(backend.stderr).toBe('');
  await server.close();
});

const headers: Header[] = [
  ['Prefer', 'return=minimal'],
  ['X-Other', '1'],
  ['prefer', 'respond-async, wait=5'],
  ['PREFER', 'return=minimal'],
  ['X-Empty', ''],
];

/** Returns the header lines with these names for each request. */
const lines = (...names: string[]) =>
  server.requests.map(({ rawHeaders }) => rawHeaders.filter(([name]) => names.includes(name.toLowerCase())));

describe('several values of a header are lines of their own', () => {
  test('in the order and spelling that they were given in', async () => {
    await backend.send({ url: server.url, headers });
    expect(lines('prefer', 'x-other', 'x-empty')).toEqual([headers]);
  });

  test('in retries and redirects too, each with a request id of its own', async () => {
    server.next({ status: 503, headers: { 'Retry-After': '0' } });
    server.next({ status: 307, headers: { Location: '/moved' } });
    server.next({ status: 429, headers: { 'Retry-After': '0' } });
    const { clientRequestId } = await backend.send({ url: server.url, headers });
    expect(server.requests.map(({ url }) => url)).toEqual(['/', '/', '/moved', '/moved']);
    expect(lines('prefer', 'x-other', 'x-empty')).toEqual([headers, headers, headers, headers]);
    const ids = server.requests.map((request) => request.headers['client-request-id']);
    expect(new Set(ids).size).toBe(4);
    expect(ids.at(-1)).toBe(clientRequestId);
    for (const own of lines('client-request-id', 'sdkversion', 'authorization')) {
      expect(own).toHaveLength(3);
    }
  });

  test('but for cookies, which have one line', async () => {
    const cookies: Header[] = [
      ['Cookie', 'a=1'],
      ['cookie', 'b=2'],
    ];
    await backend.send({ url: server.url, headers: cookies });
    expect(lines('cookie')).toEqual([[['Cookie', 'a=1; b=2']]]);
  });
});

test('the lines of an answer come as they were sent', async () => {
  const raw = [
    'x-lower',
    'a',
    'X-Two',
    '1',
    'X-TWO',
    '2',
    'Set-Cookie',
    'a=1, x',
    'WWW-Authenticate',
    'Bearer a="b", Basic',
    'X-Empty',
    '',
    'x-two',
    '3',
  ];
  server.reply(({ response }) => {
    response.sendDate = false;
    response.writeHead(200, [...raw, 'Content-Length', '2']).end('{}');
  });
  const answer = await backend.send({ url: server.url });
  expect(answer.headers.flat().slice(0, raw.length)).toEqual(raw);
});

// Only the backend checks these names and values. Without the check, they could change how the request is framed or
// how the connection is used, or start a second request on the connection.
describe('a header that frames the request, or has a line break, never goes out', () => {
  test.each<Header>([
    ['transfer-encoding', 'chunked'],
    ['Keep-Alive', 'x'],
    ['Upgrade', 'x'],
    ['Expect', '100-continue'],
    ['Content-Length', '1'],
    ['a b', 'x'],
    ['a\r\nb', 'x'],
    ['', 'x'],
    ['X-A', 'a\r\nX-B: b'],
    ['X-A', 'a\nb'],
    ['X-A', 'a\0b'],
    ['Host', 'a\r\nX-B: b'],
  ])('%j: %j', async (name, value) => {
    const error = await backend.sendError({ url: server.url, headers: [[name, value]] });
    expect(error).toMatchObject({ data: { mayHaveBeenSent: false } });
    expect(server.requests).toEqual([]);
  });
});

describe('any other header of the caller goes out', () => {
  test.each([
    'TE',
    'Trailer',
    'Proxy-Connection',
    'Proxy-Authorization',
    'Date',
    'Host',
    'Accept',
    'HTTP2-Settings',
  ])('%s', async (name) => {
    const error = await backend.requestSend({ url: server.url, headers: [[name, 'a.example']] }).answer;
    expect(error.error).toBeUndefined();
    expect(lines(name.toLowerCase())).toEqual([
      [[expect.stringMatching(new RegExp(name, 'i')), 'a.example']],
    ]);
  });
});
