import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { ProxyServer } from '../../support/proxyServer.ts';
import { accessToken } from '../../support/tokens.ts';
import { backendBinary } from '../support/binary.ts';
import { TestBackend } from '../support/testBackend.ts';

const url = 'https://127.0.0.1:9/';
const binary = backendBinary();
let system: ProxyServer;
let other: ProxyServer;
let backend: TestBackend | undefined;

beforeEach(async () => {
  [system, other] = await Promise.all([ProxyServer.start(), ProxyServer.start()]);
  for (const proxy of [system, other]) {
    proxy.refusal = '403 Forbidden';
  }
});

afterEach(async () => {
  await backend?.stop();
  await Promise.all([system.close(), other.close()]);
});

async function start(environment: Record<string, string> = {}): Promise<TestBackend> {
  backend = await TestBackend.ready(binary.path, url, accessToken(), environment);
  return backend;
}

const asked = ({ requests }: ProxyServer) => requests.map(({ method, target }) => `${method} ${target}`);

test('the proxy of the system gets https requests', async () => {
  const error = await (await start()).sendError({ url, systemProxy: system.url });
  expect(error.message).toContain(`the proxy ${system.url} refused to connect to it (403 Forbidden)`);
  expect(asked(system)).toEqual(['CONNECT 127.0.0.1:9']);
});

test.each(['HTTPS_PROXY', 'https_proxy', 'ALL_PROXY'])('%s comes before it', async (name) => {
  await (await start({ [name]: other.url })).sendError({ url, systemProxy: system.url });
  expect([asked(system), asked(other)]).toEqual([[], ['CONNECT 127.0.0.1:9']]);
});

test('the proxy of the request comes before it', async () => {
  await (await start()).sendError({ url, systemProxy: system.url, proxy: { address: other.url } });
  expect([asked(system), asked(other)]).toEqual([[], ['CONNECT 127.0.0.1:9']]);
});

test.each<[string, Record<string, string>]>([
  ['by itself', { NO_PROXY: '127.0.0.1' }],
  ['beside HTTPS_PROXY', { HTTPS_PROXY: 'http://127.0.0.1:9', no_proxy: '127.0.0.1' }],
])('NO_PROXY takes hosts out of it, %s', async (_, environment) => {
  const error = await (await start(environment)).sendError({ url, systemProxy: system.url });
  expect(error.message).toMatch(/no connection to 127\.0\.0\.1:9: the connection was refused/i);
  expect(asked(system)).toEqual([]);
});

test.each(['socks5://127.0.0.1:1080', 'nonsense'])(
  '%s is an error, and nothing goes past it',
  async (address) => {
    const own = await start();
    expect(await own.sendError({ url, systemProxy: address })).toMatchObject({
      message: expect.stringMatching(
        /^The system's proxy for 127\.0\.0\.1:9 is no HTTP proxy\. Nothing was sent\./,
      ),
      data: { name: 'InvalidProxy', mayHaveBeenSent: false },
    });
    const excepted = { url, systemProxy: address, proxy: { address: other.url } };
    expect((await own.sendError(excepted)).message).toContain('403');
  },
);
