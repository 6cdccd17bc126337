import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { SendResult } from '../../../src/protocol/protocol.ts';
import { version } from '../../../src/protocol/version.ts';
import { GraphServer } from '../../support/graphServer.ts';
import { accessToken } from '../../support/tokens.ts';
import { backendBinary } from '../support/binary.ts';
import { openParams, TestBackend } from '../support/testBackend.ts';

const binary = backendBinary();
const token = accessToken();
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
});

afterAll(async () => {
  await backend.stop();
  expect(backend.stderr).toBe('');
  await server.close();
});

const lastRequest = () => server.requests.at(-1);

describe('the request', () => {
  test('has the headers of the contract', async () => {
    const { clientRequestId } = await backend.send({ url, headers: [['User-Agent', 'PowerShell']] });
    expect(clientRequestId).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect(lastRequest()).toMatchObject({ method: 'PATCH', url: '/beta/security/partner/securityScore' });
    expect(lastRequest()?.headers).toEqual({
      host: new URL(url).host,
      authorization: `Bearer ${token}`,
      'user-agent': 'PowerShell',
      featureflag: '00000003',
      'cache-control': 'no-store, no-cache',
      'accept-encoding': 'gzip, deflate, br',
      sdkversion: `graph-powershell-beta/${version}`,
      'client-request-id': clientRequestId,
      'content-type': 'application/json',
      'content-length': '2',
      connection: 'keep-alive',
    });
  });

  test("does not go out under the runtime's name", async () => {
    await backend.send({ url });
    expect(lastRequest()?.headers['user-agent']).toBe(`PartnerSecurityScore/${version}`);
  });

  test("takes the caller's headers, but for those that are its own", async () => {
    const first = await backend.send({
      url,
      headers: [
        ['Authorization', 'Bearer other'],
        ['client-request-id', 'other'],
        ['sdkversion', 'other'],
        ['Cache-Control', 'max-age=0'],
        ['Accept', 'text/plain'],
        ['Host', 'other.example'],
        ['Prefer', 'a'],
        ['prefer', 'b'],
        ['constructor', 'x'],
      ],
    });
    expect(lastRequest()?.headers).toMatchObject({
      authorization: `Bearer ${token}`,
      'client-request-id': first.clientRequestId,
      sdkversion: `graph-powershell-beta/${version}`,
      'cache-control': 'max-age=0',
      accept: 'text/plain',
      host: 'other.example',
      prefer: 'a, b',
    });
    expect(lastRequest()?.rawHeaders).toContainEqual(['constructor', 'x']);
    expect((await backend.send({ url })).clientRequestId).not.toBe(first.clientRequestId);
  });

  test('without a body has no Content-Type', async () => {
    await backend.send({ url, body: null });
    expect(lastRequest()?.headers).not.toHaveProperty('content-type');
    await backend.send({ url, method: 'GET', body: null });
    expect(lastRequest()).toMatchObject({ method: 'GET', text: '' });
  });

  test('and the answer carry any text unchanged', async () => {
    server.reply(({ request, response }) => void response.end(request.body));
    const text = fc.string({ unit: 'binary', maxLength: 300 });
    await fc.assert(
      fc.asyncProperty(text, async (body) => {
        expect((await backend.send({ url, body })).body).toBe(body);
        expect(lastRequest()?.body.equals(Buffer.from(body))).toBe(true);
      }),
    );
  });

  test('and the answer carry several MiB unchanged', async () => {
    server.reply(({ request, response }) => void response.end(request.body));
    const body = JSON.stringify(Array.from({ length: 200_000 }, (_, index) => `${index} ünï𝒸ödé "\\`));
    expect((await backend.send({ url, body })).body === body).toBe(true);
  });
});

describe('the token', () => {
  test('goes to the origin of the session only', async () => {
    const other = await GraphServer.start();
    other.reply({ body: 'other' });
    const { port } = new URL(other.url);
    try {
      for (const lookalike of [other.url, `http://localhost:${port}`]) {
        expect(await backend.send({ url: lookalike })).toMatchObject({ body: 'other' });
        expect(other.requests.at(-1)?.headers).not.toHaveProperty('authorization');
      }
      expect(server.requests).toEqual([]);
    } finally {
      await other.close();
    }
  });

  test('does not go to its own server under another name', async () => {
    await backend.send({ url: `http://localhost:${new URL(server.url).port}/` });
    expect(lastRequest()?.headers).not.toHaveProperty('authorization');
  });

  test('is not led astray by how a URL is written', async () => {
    const { host } = new URL(server.url);
    for (const trick of [
      `http://${host}@127.0.0.1:1/`,
      `http://user:pass@${host}/`,
      `http://${host}.evil.example/`,
    ]) {
      expect(await backend.sendError({ url: trick })).toMatchObject({ data: { name: 'InvalidParams' } });
    }
    expect(server.requests).toEqual([]);
    // A backslash ends the host, both for the backend's check and for the connection.
    await backend.send({ url: `http://${host}\\@127.0.0.1:1/x` });
    expect(lastRequest()).toMatchObject({
      url: '/@127.0.0.1:1/x',
      headers: { authorization: `Bearer ${token}` },
    });
  });

  test('is that of the session, however often it is opened', async () => {
    await backend.call('session/open', openParams('other', server.url, 'token-of-other'));
    await backend.send({ session: 'other', url });
    expect(lastRequest()?.headers['authorization']).toBe('Bearer token-of-other');
    await backend.call('session/open', openParams('other', server.url, 'newer-token'));
    await backend.send({ session: 'other', url });
    expect(lastRequest()?.headers['authorization']).toBe('Bearer newer-token');
    await backend.send({ url });
    expect(lastRequest()?.headers['authorization']).toBe(`Bearer ${token}`);
  });
});

describe('the answer', () => {
  test.each([200, 201, 204, 300, 304, 305, 400, 401, 403, 404, 408, 409, 500, 501, 502, 505, 599])(
    'of status %i is a result, after one request',
    async (status) => {
      const body = [204, 304].includes(status) ? '' : `{"status":${status}}`;
      server.reply({ status, headers: { Location: 'http://127.0.0.1:1/', 'Retry-After': '0' }, body });
      expect(await backend.send({ url })).toMatchObject({ status, body });
      expect(server.requests).toHaveLength(1);
    },
  );

  test('of 401 with a claims challenge is a result, after one request', async () => {
    const challenge = 'Bearer realm="", error="insufficient_claims", claims="eyJhY2Nlc3NfdG9rZW4iOnt9fQ=="';
    server.reply({ status: 401, headers: { 'WWW-Authenticate': challenge }, body: '{"error":{}}' });
    const { status, headers, body } = await backend.send({ url });
    expect({ status, body }).toEqual({ status: 401, body: '{"error":{}}' });
    expect(headers).toContainEqual(['WWW-Authenticate', challenge]);
    expect(server.requests).toHaveLength(1);
  });

  test('has its headers and reason phrase', async () => {
    server.reply(({ response }) => {
      response.writeHead(200, 'All Fine', { 'X-One': ['a', 'b'], 'Set-Cookie': ['a=1, x', 'b=2'] }).end();
    });
    const { headers, reasonPhrase, body } = await backend.send({ url });
    expect({ reasonPhrase, body }).toEqual({ reasonPhrase: 'All Fine', body: '' });
    expect(headers.slice(0, 4)).toEqual([
      ['X-One', 'a'],
      ['X-One', 'b'],
      ['Set-Cookie', 'a=1, x'],
      ['Set-Cookie', 'b=2'],
    ]);
  });

  test.each([
    ['gzip', gzipSync],
    ['br', brotliCompressSync],
    ['deflate', deflateSync],
    ['deflate', deflateRawSync],
    ['gzip, br', (text: string) => brotliCompressSync(gzipSync(text))],
    ['identity', (text: string) => Buffer.from(text)],
  ])('in %s is decompressed', async (encoding, compress) => {
    server.reply({ headers: { 'Content-Encoding': encoding }, body: compress('{"a":"ü"}') });
    expect((await backend.send({ url })).body).toBe('{"a":"ü"}');
  });

  test.each<[string, Buffer, Record<string, string>]>([
    ['that is not UTF-8', Buffer.from([0x22, 0xff, 0x22]), {}],
    ['with damaged compression', gzipSync('{}').subarray(0, 15), { 'Content-Encoding': 'gzip' }],
    ['in an unknown encoding', Buffer.from('{}'), { 'Content-Encoding': 'zstd' }],
    ['above 64 MiB', Buffer.alloc(64 * 1024 * 1024 + 1, 0x20), {}],
    [
      'above 64 MiB when decompressed',
      gzipSync(Buffer.alloc(80 * 1024 * 1024, 0x20)),
      { 'Content-Encoding': 'gzip' },
    ],
  ])('%s is told with the status; an error keeps its own', async (_, body, headers) => {
    server.reply({ status: 206, headers: { ...headers, 'request-id': 'r' }, body });
    const answer = await backend.send({ url });
    expect(answer).toMatchObject({ status: 206, body: '', unreadable: expect.stringContaining('206') });
    expect(answer.headers).toContainEqual(['request-id', 'r']);
    server.reply({ status: 418, headers, body });
    const error = await backend.send({ url });
    expect(error).toMatchObject({ status: 418, body: expect.stringMatching(/^("\ufffd")?$/) });
    expect(error).not.toHaveProperty('unreadable');
    server.reply({ body: '{}' });
    expect(await backend.send({ url })).toMatchObject({ status: 200 });
  });

  test.each([
    ['text/html; charset=iso-8859-1', [0x4e, 0xe3, 0x6f], 'N\u00e3o'],
    ['text/html; charset="Shift_JIS"', [0x83, 0x65], '\u30c6'],
    ['text/plain; charset=UTF-16LE', [0xff, 0xfe, 0x41, 0], 'A'],
    ['text/plain; charset=none-such', [0x41, 0xff], 'A\ufffd'],
    ['text/plain', [0xc3, 0xa4], '\u00e4'],
  ])('of an error is text in its charset: %s', async (type, bytes, text) => {
    server.reply({ status: 403, headers: { 'Content-Type': type }, body: Uint8Array.from(bytes) });
    expect(await backend.send({ url })).toMatchObject({ status: 403, body: text });
  });

  test('that fits its own limit but no frame is an error', async () => {
    server.reply({ body: Buffer.alloc(40 * 1024 * 1024, '"') });
    expect(await backend.sendError({ url })).toMatchObject({
      data: { name: 'FrameTooLarge', mayHaveBeenSent: true },
    });
  });
});

test('several requests run at the same time, and are answered in any order', async () => {
  const turns = [1, 2, 3].map((id) => server.next({ hold: true, body: `{"id":${id}}` }));
  const answers = new Map<string, Promise<SendResult>>();
  for (const turn of turns) {
    const answer = backend.send({ url });
    const { headers } = await turn.reached;
    answers.set(headers['client-request-id'] ?? '', answer);
  }
  for (const [index, [id, answer]] of [...[...answers].entries()].reverse()) {
    turns[index]?.release();
    expect(await answer).toMatchObject({ body: `{"id":${index + 1}}`, clientRequestId: id });
  }
});
