import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { GraphServer } from '../../support/graphServer.ts';
import { ProxyServer } from '../../support/proxyServer.ts';
import { TestAuthority } from '../../support/signIn/authority.ts';
import { SignInServer } from '../../support/signIn/signInServer.ts';
import { registration } from '../../support/signInLab.ts';
import { accessToken } from '../../support/tokens.ts';
import { backendBinary } from '../support/binary.ts';
import { frame, TestBackend } from '../support/testBackend.ts';

const url = 'https://127.0.0.1:9/';
const binary = backendBinary();
let mine: ProxyServer;
let other: ProxyServer;
let backend: TestBackend;

beforeAll(async () => {
  backend = await TestBackend.ready(binary, url, accessToken());
});

beforeEach(async () => {
  [mine, other] = await Promise.all([ProxyServer.start(), ProxyServer.start()]);
  for (const proxy of [mine, other]) {
    proxy.refusal = '403 Forbidden';
  }
});

afterEach(() => Promise.all([mine.close(), other.close()]));

afterAll(async () => {
  await backend.stop();
});

const asked = ({ requests }: ProxyServer) => requests.map(({ method, target }) => `${method} ${target}`);

/** Answers the backend's next `proxy/find` request and returns the URL in it. */
async function answer(proxy?: object, on = backend): Promise<string> {
  const { id, params } = await on.requestFromBackend('proxy/find');
  on.reply(id, { result: { source: 'The system', ...(proxy && { proxy }) } });
  return params['url'] as string;
}

/** Returns the error of a request for which the client reports this proxy. */
async function failure(params: object, proxy?: object) {
  const failing = backend.sendError({ url, ...params });
  expect(await answer(proxy)).toBe('https://127.0.0.1:9');
  return failing;
}

describe.each(['system', 'replaced'] as const)('the proxy that the client has, %s', (clientProxy) => {
  test('gets https requests', async () => {
    const error = await failure({ clientProxy }, { address: `${mine.url}/` });
    expect(error.message).toContain(`the proxy ${mine.url} refused the connection (403 Forbidden)`);
    expect(asked(mine)).toEqual(['CONNECT 127.0.0.1:9']);
  });

  test('gets none where the client has none for the URL', async () => {
    const error = await failure({ clientProxy });
    expect(error.message).toMatch(/could not connect to 127\.0\.0\.1:9: the connection was refused/i);
  });

  test('comes after that of the request', async () => {
    await backend.sendError({ url, clientProxy, proxy: { address: other.url } });
    expect(asked(other)).toEqual(['CONNECT 127.0.0.1:9']);
  });

  test.each(['socks5://127.0.0.1:1080', 'socks4a://127.0.0.1', 'ftp://127.0.0.1'])(
    'is an error where it is %s, and nothing goes past it',
    async (address) => {
      expect(await failure({ clientProxy }, { address })).toMatchObject({
        message: expect.stringContaining(
          `The system specifies the proxy ${address} for 127.0.0.1:9, but only HTTP proxies are supported. Nothing was sent to 127.0.0.1:9.`,
        ),
        data: { name: 'InvalidProxy', mayHaveBeenSent: false },
      });
    },
  );

  test('is an error where the client cannot tell', async () => {
    const failing = backend.sendError({ url, clientProxy });
    const { id } = await backend.requestFromBackend('proxy/find');
    backend.reply(id, { error: { code: -1, message: 'The script has a fault.' } });
    expect(await failing).toMatchObject({
      message: expect.stringMatching(/could not be determined: The script has a fault\. Nothing was sent/),
      data: { name: 'InvalidProxy', mayHaveBeenSent: false },
    });
  });

  const incomplete =
    /could not be determined: the module sent its backend an invalid response\. Nothing was sent/;

  test.each<[result: unknown, says: RegExp]>([
    [null, incomplete],
    [{}, incomplete],
    [{ source: '' }, incomplete],
    [{ proxy: { address: 'http://127.0.0.1:9' } }, incomplete],
    [{ source: 'x', proxy: null }, incomplete],
    [{ source: 'x', proxy: {} }, incomplete],
    [
      { source: 'x', proxy: { address: 'proxy.example' } },
      /^x specifies an invalid proxy for .*\. Nothing was sent/,
    ],
  ])('is an error where the answer is %j, and nothing goes past it', async (result, says) => {
    const failing = backend.sendError({ url, clientProxy });
    const { id } = await backend.requestFromBackend('proxy/find');
    backend.write(frame({ jsonrpc: '2.0', id, result }));
    expect(await failing).toMatchObject({
      message: expect.stringMatching(says),
      data: { name: 'InvalidProxy', mayHaveBeenSent: false },
    });
  });

  test('is waited for until the time is up, or the request is cancelled', async () => {
    const outOfTime = await backend.sendError({ url, clientProxy, timeoutSeconds: 0.05 });
    expect(outOfTime).toMatchObject({ data: { name: 'TimedOut', mayHaveBeenSent: false } });
    expect(outOfTime.message).toContain('Nothing was sent');
    await backend.requestFromBackend('proxy/find');
    const { id, answer: stopped } = backend.requestSend({ url, clientProxy });
    await backend.requestFromBackend('proxy/find');
    backend.cancel(id);
    expect((await stopped).error?.data).toEqual({ name: 'RequestCancelled', mayHaveBeenSent: false });
  });
});

describe('the variables', () => {
  test.each(['HTTPS_PROXY', 'https_proxy', 'ALL_PROXY'])('%s comes before the system', async (name) => {
    await backend.sendError({ url, clientProxy: 'system', proxyVariables: { [name]: other.url } });
    expect(asked(other)).toEqual(['CONNECT 127.0.0.1:9']);
  });

  test('come after what a script has replaced, which NO_PROXY takes nothing out of', async () => {
    const proxyVariables = { HTTPS_PROXY: other.url, NO_PROXY: '*' };
    await failure({ clientProxy: 'replaced', proxyVariables }, { address: mine.url });
    expect([asked(mine), asked(other)]).toEqual([['CONNECT 127.0.0.1:9'], []]);
  });

  test.each<[string, Record<string, string>]>([
    ['by itself', { NO_PROXY: '127.0.0.1' }],
    ['beside HTTPS_PROXY', { HTTPS_PROXY: 'http://127.0.0.1:9', no_proxy: '127.0.0.1' }],
    ['beside nonsense', { HTTPS_PROXY: 'nonsense://', NO_PROXY: '*' }],
  ])('NO_PROXY takes hosts out of the system, %s', async (_, proxyVariables) => {
    const error = await backend.sendError({ url, clientProxy: 'system', proxyVariables });
    expect(error.message).toMatch(/could not connect to 127\.0\.0\.1:9: the connection was refused/i);
  });
});

describe('with servers behind it', () => {
  const app = registration();
  let authority: TestAuthority;
  let graph: GraphServer;
  let signIn: SignInServer;
  let trusting: TestBackend;

  beforeAll(async () => {
    authority = await TestAuthority.create();
    graph = await GraphServer.start({ certificate: await authority.issue() });
    graph.reply({ body: '{}' });
    signIn = await SignInServer.start({ authority });
    signIn.register(app);
    trusting = await TestBackend.ready(binary, graph.url, 'opaque', {
      NODE_EXTRA_CA_CERTS: authority.caFile,
    });
  });

  beforeEach(() => {
    graph.requests.length = 0;
  });

  afterAll(async () => {
    await trusting.stop();
    await Promise.all([graph.close(), signIn.close()]);
    authority.dispose();
  });

  const originOf = (text: string) => new URL(text).origin;

  test('a redirect to another host asks for that one, a retry does not ask again', async () => {
    const moved = graph.url.replace('127.0.0.1', 'localhost');
    graph.next({ status: 503, headers: { 'Retry-After': '0' } });
    graph.next({ status: 307, headers: { Location: `${moved}/moved` } });
    const sending = trusting.send({ url: graph.url, clientProxy: 'system' });
    const urls = [await answer(undefined, trusting)];
    mine.refusal = undefined;
    urls.push(await answer({ address: mine.url, userName: 'jane', password: 'p' }, trusting));
    expect(await sending).toMatchObject({ status: 200 });
    expect(urls).toEqual([originOf(graph.url), originOf(moved)]);
    expect(asked(mine)).toEqual([`CONNECT ${new URL(moved).host}`]);
    expect(mine.requests[0]?.credentials).toBe(`Basic ${Buffer.from('jane:p').toString('base64')}`);
  });

  test('its password is not repeated by an error answer', async () => {
    graph.next({ status: 400, body: '{"error":{"code":"a","message":"hunter2hunter2"}}' });
    mine.refusal = undefined;
    const sending = trusting.send({ url: graph.url, clientProxy: 'replaced' });
    await answer({ address: mine.url, userName: 'jane', password: 'hunter2hunter2' }, trusting);
    expect((await sending).body).toBe('{"error":{"code":"a","message":"***"}}');
  });

  test('sign-in and a renewal on the way ask for the sign-in service', async () => {
    signIn.tokenLifetimeSeconds = 1;
    const opening = trusting.call('session/open', {
      session: 'app',
      environment: { name: 'lab', graphEndpoint: graph.url, azureADEndpoint: signIn.url },
      credential: { type: 'clientSecret', ...application(), clientSecret: app.secrets[0] },
      clientProxy: 'system',
    });
    expect(await answer(undefined, trusting)).toBe(originOf(signIn.url));
    const { tenantId } = await opening;
    const sending = trusting.sendError({
      url: graph.url,
      session: 'app',
      tenantId: tenantId as string,
      clientProxy: 'replaced',
    });
    expect(await answer({ address: mine.url }, trusting)).toBe(originOf(signIn.url));
    expect((await sending).message).toContain(`the proxy ${mine.url} refused the connection`);
    expect(graph.requests).toEqual([]);
  });

  const application = () => ({ clientId: app.clientId, tenantId: app.tenantId });
});

test('a user with a colon in its name is an error, as its password would begin there', async () => {
  const proxy = { address: other.url, userName: 'a:b', password: 'hunter2' };
  const error = await backend.sendError({ url, proxy });
  expect(error).toMatchObject({ data: { name: 'InvalidProxy', mayHaveBeenSent: false } });
  expect(error.message).not.toContain('hunter2');
  expect(asked(other)).toEqual([]);
});
