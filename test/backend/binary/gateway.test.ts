import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { version } from '../../../src/protocol/version.ts';
import { type GatewayOptions, GatewayProxy } from '../../support/gatewayProxy.ts';
import { GraphServer } from '../../support/graphServer.ts';
import { TestAuthority } from '../../support/signIn/authority.ts';
import { SignInServer } from '../../support/signIn/signInServer.ts';
import { registration } from '../../support/signInLab.ts';
import { backendBinary } from '../support/binary.ts';
import { TestBackend } from '../support/testBackend.ts';

// Only the proxy can resolve these host names, so a direct connection fails.
const graphName = 'graph.example';
const signInName = 'login.example';
const names = [graphName, signInName];
const credentials = { userName: 'DOMAIN\\jane', password: 'p@ss:/wörd' };
const { userName, password } = credentials;

const binary = backendBinary();
const app = registration();
let authority: TestAuthority;
let graph: GraphServer;
let signIn: SignInServer;
let graphUrl: string;
const disposals: (() => unknown)[] = [];

beforeAll(async () => {
  authority = await TestAuthority.create();
  graph = await GraphServer.start({ certificate: await authority.issue({ names: [graphName] }) });
  graph.reply({ body: '{}' });
  signIn = await SignInServer.start({ authority, host: signInName });
  signIn.register(app);
  graphUrl = `https://${graphName}:${new URL(graph.url).port}/beta`;
});

afterEach(async () => {
  for (const dispose of disposals.splice(0)) {
    await dispose();
  }
  for (const { requests } of [graph, signIn]) {
    requests.length = 0;
  }
});

afterAll(async () => {
  await graph.close();
  await signIn.close();
  authority.dispose();
});

async function gateway(options: GatewayOptions = {}): Promise<GatewayProxy> {
  const proxy = await GatewayProxy.start({ names, ...options });
  disposals.push(() => proxy.close());
  return proxy;
}

async function start(): Promise<TestBackend> {
  const backend = new TestBackend(binary, { NODE_EXTRA_CA_CERTS: authority.caFile });
  disposals.push(() => backend.stop());
  await backend.call('initialize', { version });
  return backend;
}

async function startWithToken(): Promise<TestBackend> {
  const backend = await start();
  await backend.openSession('s', graphUrl, 'opaque');
  return backend;
}

const withSecret = (proxyVariables: Record<string, string>) => ({
  session: 's',
  environment: { name: 'lab', graphEndpoint: graphUrl, azureADEndpoint: signIn.url },
  credential: {
    type: 'clientSecret',
    clientId: app.clientId,
    tenantId: app.tenantId,
    clientSecret: app.secrets[0],
  },
  proxyVariables,
});

/** Returns a function that expects every connection to the servers since this call to come from the given proxy. */
function watchConnections(): (proxy: GatewayProxy) => void {
  const before = [graph.clientPorts.length, signIn.clientPorts.length];
  return (proxy) => {
    const seen = [...graph.clientPorts.slice(before[0]), ...signIn.clientPorts.slice(before[1])];
    expect(seen.length).toBeGreaterThan(0);
    expect(seen.filter((port) => !proxy.ports.has(port))).toEqual([]);
  };
}

const encoded = (proxy: GatewayProxy) =>
  proxy.url.replace('//', `//${encodeURIComponent(userName)}:${encodeURIComponent(password)}@`);

const failed = { code: -32020, data: { name: 'ConnectionFailed', mayHaveBeenSent: false } };

describe('a proxy in HTTPS_PROXY', () => {
  test('is the way of sign-in, requests and renewed tokens, and there is no other', async () => {
    const proxy = await gateway({ credentials });
    const allCameThrough = watchConnections();
    const proxyVariables = { HTTPS_PROXY: encoded(proxy) };
    const backend = await start();
    signIn.tokenLifetimeSeconds = 1;
    const { tenantId } = await backend.call('session/open', withSecret(proxyVariables));
    signIn.tokenLifetimeSeconds = 3599;
    expect(await backend.send({ url: graphUrl, tenantId: tenantId as string, proxyVariables })).toMatchObject(
      {
        status: 200,
      },
    );
    expect(signIn.requests.filter(({ kind }) => kind === 'token')).toHaveLength(2);
    expect(new Set(proxy.requests.map(({ target }) => target))).toEqual(
      new Set([new URL(signIn.url).host, new URL(graphUrl).host]),
    );
    for (const request of proxy.requests) {
      expect(request).toMatchObject({ userName, password, isTunnel: true });
    }
    expect(graph.requests[0]?.headers).not.toHaveProperty('proxy-authorization');
    allCameThrough(proxy);
  });

  test.each(['https_proxy', 'ALL_PROXY', 'all_proxy'])(
    'or in %s, without a scheme, is used',
    async (variable) => {
      const proxy = await gateway();
      const proxyVariables = { [variable]: `127.0.0.1:${proxy.port}` };
      const backend = await start();
      const { tenantId } = await backend.call('session/open', withSecret(proxyVariables));
      expect(
        await backend.send({ url: graphUrl, tenantId: tenantId as string, proxyVariables }),
      ).toMatchObject({
        status: 200,
      });
      expect(proxy.requests.map(({ target }) => target)).toContain(new URL(graphUrl).host);
    },
  );

  test('is not used for a host in NO_PROXY, which then is not found', async () => {
    const proxy = await gateway();
    const proxyVariables = { HTTPS_PROXY: proxy.url, NO_PROXY: '.example' };
    const backend = await startWithToken();
    const error = await backend.sendError({ url: graphUrl, proxyVariables });
    expect(error.data).toEqual({ name: 'NameResolutionFailed', mayHaveBeenSent: false });
    expect(error.message).toMatch(/^Could not connect to graph\.example:\d+: .*(ENOTFOUND|EAI_AGAIN)/);
    expect(proxy.requests).toEqual([]);
  });

  test.each(['socks5://127.0.0.1:1', 'http://u:p%zz@127.0.0.1:1', 'http://127.0.0.1:port'])(
    'that is %s is an error, and nothing goes out',
    async (value) => {
      const proxyVariables = { HTTPS_PROXY: value };
      const backend = await start();
      await backend.openSession('s', graph.url, 'opaque');
      const before = graph.clientPorts.length;
      const error = await backend.sendError({ url: graph.url, proxyVariables });
      expect(error).toMatchObject({ data: { name: 'InvalidProxy', mayHaveBeenSent: false } });
      expect(error.message).toContain('HTTPS_PROXY');
      const { error: signInFailure } = await backend.ask('session/open', withSecret(proxyVariables));
      expect(signInFailure?.message).toContain('HTTPS_PROXY');
      expect(graph.clientPorts).toHaveLength(before);
      expect(signIn.requests).toEqual([]);
    },
  );
});

describe('a proxy of the request', () => {
  test('gets user and password, and wins over the one of the environment', async () => {
    const proxy = await gateway({ credentials });
    const allCameThrough = watchConnections();
    const proxyVariables = { HTTPS_PROXY: 'http://127.0.0.1:1', NO_PROXY: '*' };
    const backend = await startWithToken();
    const named = { address: proxy.url, ...credentials };
    const answer = await backend.send({ url: graphUrl, proxy: named, proxyVariables });
    expect(answer).toMatchObject({ status: 200 });
    expect(proxy.requests).toEqual([{ target: new URL(graphUrl).host, userName, password, isTunnel: true }]);
    allCameThrough(proxy);
  });

  test.each([
    ['none', {}, /Specify the user name and password for the proxy .* -ProxyUseDefaultCredentials\.$/],
    ['another password', { userName, password: 'hunter2' }, /Check the user name and password/],
    ['another user', { userName: 'john', password }, /Check the user name and password/],
  ])('that is given %s refuses; it is named, and nothing goes on', async (_, given, remedy) => {
    const proxy = await gateway({ credentials });
    const backend = await startWithToken();
    const error = await backend.sendError({ url: graphUrl, proxy: { address: proxy.url, ...given } });
    expect(error).toMatchObject(failed);
    expect(error.message).toContain(`the proxy ${proxy.url} refused the connection`);
    expect(error.message).toContain('407 Proxy Authentication Required');
    expect(error.message).toMatch(remedy);
    expect(error.message).not.toMatch(/hunter2|p@ss/);
    expect(graph.requests).toEqual([]);
  });

  test('that cannot look the host up says so', async () => {
    const proxy = await gateway({ names: [] });
    const backend = await startWithToken();
    const error = await backend.sendError({ url: graphUrl, proxy: { address: proxy.url } });
    expect(error).toMatchObject(failed);
    expect(error.message).toContain(`the proxy ${proxy.url}`);
  });

  test('keeps its tunnel for later requests, and one for each user', async () => {
    const proxy = await gateway();
    const backend = await startWithToken();
    for (const given of [{}, {}, { userName: 'jane' }, {}, { userName: 'jane' }]) {
      await backend.send({ url: graphUrl, proxy: { address: proxy.url, ...given } });
    }
    expect(proxy.requests.map((request) => request.userName)).toEqual(['', 'jane']);
    expect(new Set(graph.requests.map(({ socket }) => socket)).size).toBe(2);
  });
});

describe('a proxy over TLS', () => {
  test('is used with a trusted certificate of its own', async () => {
    const proxy = await gateway({ credentials, certificate: await authority.issue() });
    const allCameThrough = watchConnections();
    const proxyVariables = { HTTPS_PROXY: encoded(proxy) };
    const backend = await start();
    const { tenantId } = await backend.call('session/open', withSecret(proxyVariables));
    expect(await backend.send({ url: graphUrl, tenantId: tenantId as string, proxyVariables })).toMatchObject(
      {
        status: 200,
      },
    );
    allCameThrough(proxy);
    const named = { address: `https://localhost:${proxy.port}`, ...credentials };
    expect(await backend.send({ url: graphUrl, tenantId: tenantId as string, proxy: named })).toMatchObject({
      status: 200,
    });
  });

  test.each([
    // A certificate that is valid for the target host is not valid for the proxy.
    ['for the host behind it', { names: [graphName] }, /certificate is for another host/],
    ['that has expired', { notAfter: new Date(Date.now() - 1000) }, /certificate has expired/],
  ])('with a certificate %s is an error', async (_, options, reason) => {
    const proxy = await gateway({ certificate: await authority.issue(options) });
    const backend = await startWithToken();
    const error = await backend.sendError({ url: graphUrl, proxy: { address: proxy.url } });
    expect(error).toMatchObject(failed);
    expect(error.message).toMatch(reason);
    expect(error.message).toContain(`not connect to the proxy ${proxy.url}`);
    expect(proxy.requests).toEqual([]);
  });
});

test('a certificate of the host behind a proxy is checked as on any other way', async () => {
  const other = await GraphServer.start({ certificate: await authority.issue({ names: [signInName] }) });
  disposals.push(() => other.close());
  const proxy = await gateway();
  const backend = await startWithToken();
  const url = `https://${graphName}:${new URL(other.url).port}/`;
  const error = await backend.sendError({ url, proxy: { address: proxy.url } });
  expect(error.data).toEqual({ name: 'SecureConnectionFailed', mayHaveBeenSent: false });
  expect(error.message).toMatch(/through the proxy .*: the server's certificate is for another host/);
  expect(other.requests).toEqual([]);
});
