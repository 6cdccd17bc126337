import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer as createTlsServer, type Server } from 'node:tls';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { demand, type LegAnswer, LegProxy, tunnel } from '../../support/legProxy.ts';
import { accessToken } from '../../support/tokens.ts';
import { backendBinary } from '../support/binary.ts';
import { type Certificate, selfSignedCertificate } from '../support/certificate.ts';
import { okAnswer } from '../support/rawServer.ts';
import { type Answer, TestBackend } from '../support/testBackend.ts';

const binary = backendBinary();
const folder = mkdtempSync(join(tmpdir(), 'pss-proxy-user-'));
const authorities = join(folder, 'ca.pem');
let certificate: Certificate;
let tls: Server;
let tlsUrl: string;
let received: string[];
let proxy: LegProxy;
let backend: TestBackend;

beforeAll(async () => {
  certificate = selfSignedCertificate({ address: '127.0.0.1' });
  writeFileSync(authorities, certificate.cert);
  tls = createTlsServer(certificate, (socket) => {
    socket
      .on('error', () => {})
      .once('data', (data) => {
        received.push(data.toString());
        socket.end(okAnswer);
      });
  });
  await new Promise<void>((resolve) => tls.listen(0, '127.0.0.1', resolve));
  tlsUrl = `https://127.0.0.1:${(tls.address() as AddressInfo).port}/`;
  backend = await TestBackend.ready(binary, tlsUrl, accessToken(), {
    NODE_EXTRA_CA_CERTS: authorities,
  });
});

beforeEach(async () => {
  received = [];
  backend.notifications.length = 0;
  proxy = await LegProxy.start();
});

afterEach(() => proxy.close());

afterAll(async () => {
  await backend.stop();
  tls.close();
  rmSync(folder, { recursive: true });
});

function send(): Promise<Answer> {
  return backend.requestSend({
    url: tlsUrl,
    proxy: { address: proxy.url, useDefaultCredentials: true },
  }).answer;
}

/** The number of the test's last attempt. The backend counts its attempts across all tests. */
let attempt = 0;

/** Returns the backend's next `proxy/authenticate` request. */
async function question() {
  const asked = await backend.requestFromBackend('proxy/authenticate');
  attempt = asked.params['attempt'] as number;
  expect(attempt).toBeGreaterThan(0);
  return asked;
}

/** Answers the backend's `proxy/authenticate` requests with these tokens in order, and returns their params. */
async function say(...tokens: (string | null)[]): Promise<object[]> {
  const asked: object[] = [];
  for (const token of tokens) {
    const { id, params } = await question();
    asked.push(params);
    backend.reply(id, { result: { token } });
  }
  return asked;
}

/** Returns the connection number and the credentials of each request to the proxy. */
const legs = () => proxy.requests.map(({ connection, credentials }) => [connection, credentials]);

const ended = () =>
  backend.notifications
    .filter(({ method }) => method === 'proxy/authenticated')
    .map(({ params }) => params as object);

test('NTLM takes its legs on one connection, and the request follows in the tunnel', async () => {
  proxy.use(({ credentials }) => {
    const answers: Record<string, LegAnswer> = {
      'NTLM T25l': demand('NTLM VHdv'),
      'NTLM VGhyZWU=': tunnel,
    };
    return answers[credentials ?? ''] ?? demand('NTLM', 'Basic realm="a, b"');
  });
  const answer = send();
  const asked = await say('T25l', 'VGhyZWU=');
  expect(await answer).toMatchObject({ result: { status: 200 } });
  expect(asked).toEqual([
    { attempt, host: '127.0.0.1', scheme: 'NTLM', token: null },
    { attempt, host: '127.0.0.1', scheme: 'NTLM', token: 'VHdv' },
  ]);
  expect(legs()).toEqual([
    [1, undefined],
    [1, 'NTLM T25l'],
    [1, 'NTLM VGhyZWU='],
  ]);
  expect(proxy.strays).toEqual([]);
  expect(received).toHaveLength(1);
  expect(received[0]).not.toMatch(/proxy-auth/i);
  expect(ended()).toEqual([{ attempt }]);
});

test('Negotiate comes before NTLM, wherever it stands', async () => {
  proxy.use(({ credentials }) =>
    credentials === undefined ? demand('Basic realm="Negotiate", NTLM', 'negotiate') : tunnel,
  );
  const answer = send();
  expect(await say('T25l')).toMatchObject([{ scheme: 'Negotiate', token: null }]);
  expect(await answer).toMatchObject({ result: { status: 200 } });
  expect(proxy.requests.at(-1)?.credentials).toBe('Negotiate T25l');
});

test('a proxy behind TLS is told the same', async () => {
  await proxy.close();
  proxy = await LegProxy.start(certificate);
  proxy.use(({ credentials }) => (credentials === undefined ? demand('Negotiate') : tunnel));
  const answer = send();
  expect(await say('T25l')).toMatchObject([{ host: '127.0.0.1' }]);
  expect(await answer).toMatchObject({ result: { status: 200 } });
  expect(legs().map(([connection]) => connection)).toEqual([1, 1]);
});

test('a proxy that asks for nothing gets nothing', async () => {
  expect(await send()).toMatchObject({ result: { status: 200 } });
  expect(legs()).toEqual([[1, undefined]]);
  expect(ended()).toEqual([]);
});

describe('the page of a 407', () => {
  const page = 'a page that the proxy shows';
  test.each<[string, string[], string]>([
    ['with its length', [`Content-Length: ${page.length}`], page],
    [
      'in chunks',
      ['Transfer-Encoding: chunked'],
      `${page.length.toString(16)};a=b\r\n${page}\r\n0\r\nTrailer: x\r\n\r\n`,
    ],
  ])('%s is skipped on the same connection', async (_, headers, body) => {
    const { status } = demand();
    proxy.use(({ credentials }) =>
      credentials === 'NTLM VGhyZWU='
        ? tunnel
        : {
            status,
            headers: [`Proxy-Authenticate: NTLM${credentials === undefined ? '' : ' VHdv'}`, ...headers],
            body,
          },
    );
    const answer = send();
    await say('T25l', 'VGhyZWU=');
    expect(await answer).toMatchObject({ result: { status: 200 } });
    expect(legs().map(([connection]) => connection)).toEqual([1, 1, 1]);
  });

  test('that ends the connection before anything was said: another one is made', async () => {
    const { status, headers = [] } = demand('Negotiate');
    proxy.use(({ credentials }) =>
      credentials === undefined
        ? { status, headers: [...headers, 'Connection: close'], isLast: true }
        : tunnel,
    );
    const answer = send();
    await say('T25l');
    expect(await answer).toMatchObject({ result: { status: 200 } });
    expect(legs()).toEqual([
      [1, undefined],
      [2, 'Negotiate T25l'],
    ]);
  });
});

describe('sends nothing, and says so,', () => {
  async function failure(answer: Promise<Answer>): Promise<string> {
    const { error } = await answer;
    expect(error).toMatchObject({ data: { name: 'ConnectionFailed', mayHaveBeenSent: false } });
    expect(error?.message).toContain('Nothing was sent.');
    expect(error?.message).not.toMatch(/T25l|VHdv|VGhyZWU/);
    expect(received).toEqual([]);
    return error?.message ?? '';
  }

  test('where the proxy wants a password', async () => {
    proxy.use(() => demand('Basic realm="x"', 'Digest realm="y", nonce="z"'));
    expect(await failure(send())).toMatch(
      /407 .*the proxy offers neither Negotiate nor NTLM.*-ProxyCredential instead\.$/,
    );
    expect(legs()).toEqual([[1, undefined]]);
  });

  test('where the proxy does not take the user', async () => {
    proxy.use(() => demand('Negotiate'));
    const answer = send();
    await say('T25l');
    expect(await failure(answer)).toMatch(/407 .*the proxy does not accept the current user/);
    expect(legs()).toHaveLength(2);
    expect(ended()).toEqual([{ attempt }]);
  });

  test('where the proxy takes the user, but not the host', async () => {
    proxy.use(({ credentials }) =>
      credentials === undefined
        ? demand('Negotiate')
        : { status: '403 Forbidden', headers: ['Content-Length: 0'] },
    );
    const answer = send();
    await say('T25l');
    expect(await failure(answer)).toMatch(/403 Forbidden\)\. .*allow connections to [\w.]+:\d+\.$/);
  });

  test('where the proxy goes on asking', async () => {
    proxy.use(({ credentials }) => demand(credentials === undefined ? 'NTLM' : 'NTLM VHdv'));
    const answer = send();
    await say(...Array<string>(8).fill('T25l'));
    expect(await failure(answer)).toMatch(/the proxy does not accept the current user/);
    expect(legs()).toHaveLength(9);
  });

  test('where the client has nothing more to say', async () => {
    proxy.use(({ credentials }) => demand(credentials === undefined ? 'NTLM' : 'NTLM VHdv'));
    const answer = send();
    await say('T25l', null);
    expect(await failure(answer)).toMatch(/the proxy does not accept the current user/);
    expect(legs()).toHaveLength(2);
  });

  test('where the connection ends in the middle', async () => {
    const { status, headers = [] } = demand('NTLM VHdv');
    proxy.use(({ credentials }) =>
      credentials === undefined
        ? demand('NTLM')
        : { status, headers: [...headers, 'Proxy-Connection: close'], isLast: true },
    );
    const answer = send();
    await say('T25l');
    expect(await failure(answer)).toMatch(/the proxy does not keep the connection open/);
    expect(legs()).toHaveLength(2);
  });

  test.each<[string, { result: object } | { error: { code: number; message: string } }, RegExp]>([
    [
      'cannot',
      { error: { code: -32000, message: 'no ticket here.' } },
      /the current user cannot be authenticated to the proxy .*: no ticket here\. /,
    ],
    ['answers with something else', { result: { token: 5 } }, /the module did not return a valid token/],
  ])('where the client %s', async (_, reply, message) => {
    proxy.use(() => demand('Negotiate'));
    const answer = send();
    const { id } = await question();
    backend.reply(id, reply);
    expect(await failure(answer)).toMatch(message);
    expect(legs()).toEqual([[1, undefined]]);
    expect(ended()).toEqual([{ attempt }]);
  });

  test('where the proxy cannot prove itself', async () => {
    proxy.use(({ credentials }) =>
      credentials === undefined
        ? demand('Negotiate')
        : { ...tunnel, headers: ['Proxy-Authenticate: Negotiate VHdv'] },
    );
    const answer = send();
    await say('T25l');
    const { id, params } = await backend.requestFromBackend('proxy/authenticate');
    expect(params).toMatchObject({ attempt, token: 'VHdv' });
    backend.reply(id, { error: { code: -32000, message: 'a forged proof' } });
    // The remedy must not lead the user to send a password to an impostor.
    expect(await failure(answer)).toMatch(
      /a forged proof\. Nothing was sent\. Check the proxy's address, or contact its administrator\.$/,
    );
  });

  test('where what answers is no proxy', async () => {
    proxy.use(() => ({ status: 'x', headers: ['no header at all'] }));
    expect(await failure(send())).toMatch(/the response is not a valid HTTP proxy response/);
  });
});

test('what waits for the client ends with its request', async () => {
  proxy.use(() => demand('Negotiate'));
  const { id, answer } = backend.requestSend({
    url: tlsUrl,
    proxy: { address: proxy.url, useDefaultCredentials: true },
  });
  await backend.requestFromBackend('proxy/authenticate');
  backend.cancel(id);
  expect(await answer).toMatchObject({
    error: { data: { name: 'RequestCancelled', mayHaveBeenSent: false } },
  });
  expect(received).toEqual([]);
});

test('a tunnel for the user is none for others', async () => {
  proxy.use(({ credentials }) => (credentials === undefined ? demand('Negotiate') : tunnel));
  const answer = send();
  await say('T25l');
  expect(await answer).toMatchObject({ result: { status: 200 } });
  const error = await backend.sendError({ url: tlsUrl, proxy: { address: proxy.url } });
  expect(error.message).toContain('407');
  expect(received).toHaveLength(1);
});
