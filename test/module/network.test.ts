import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { enginePlatform } from '../support/enginePlatform.ts';
import { type GatewayOptions, GatewayProxy } from '../support/gatewayProxy.ts';
import { GraphServer } from '../support/graphServer.ts';
import { command, Lab } from '../support/lab.ts';
import { psQuote } from '../support/psQuote.ts';
import { TestAuthority } from '../support/signIn/authority.ts';
import { SignInServer } from '../support/signIn/signInServer.ts';
import { psCredential, registration } from '../support/signInLab.ts';

let lab: Lab;

beforeAll(async () => {
  lab = await Lab.start();
});

afterAll(() => lab.close());

const disposals: (() => unknown)[] = [];

afterEach(async () => {
  for (const dispose of disposals.splice(0).reverse()) {
    await dispose();
  }
});

async function testAuthority(): Promise<TestAuthority> {
  const authority = await TestAuthority.create();
  disposals.push(() => authority.dispose());
  return authority;
}

async function graphServer(authority: TestAuthority, name: string, notAfter?: Date): Promise<GraphServer> {
  const certificate = await authority.issue({ names: [name], ...(notAfter && { notAfter }) });
  const graph = await GraphServer.start({ certificate });
  disposals.push(() => graph.close());
  return graph;
}

async function gateway(options: GatewayOptions): Promise<GatewayProxy> {
  const proxy = await GatewayProxy.start(options);
  disposals.push(() => proxy.close());
  return proxy;
}

/** Starts over with these environment variables, and without HTTPS_PROXY and NO_PROXY if they are not among them. */
function begin(variables: Record<string, string>): Promise<void> {
  const none = { NO_PROXY: undefined, no_proxy: undefined, HTTPS_PROXY: undefined, https_proxy: undefined };
  return lab.begin({ ...none, ...variables });
}

const portOf = (url: string) => new URL(url).port;

/** Returns a script that signs in with a token to a Graph endpoint with this host name. */
const connectTo = (host: string, { url }: GraphServer) => `
  $null = Add-MgEnvironment -Name tls -GraphEndpoint https://${host}:${portOf(url)}
  $secret = [securestring]::new(); 'opaque'.ToCharArray().ForEach({ $secret.AppendChar($_) })
  Connect-MgGraph -AccessToken $secret -Environment tls -NoWelcome`;

describe('where a proxy is the only way out', () => {
  const credentials = { userName: 'DOMAIN\\jane', password: 'p@ss:/word' };

  test('sign-in and requests go through the one in HTTPS_PROXY, with its user and password', async () => {
    const authority = await testAuthority();
    const graph = await graphServer(authority, 'graph.example');
    const signIn = await SignInServer.start({ authority, host: 'login.example' });
    disposals.push(() => signIn.close());
    const app = registration();
    signIn.register(app);
    const proxy = await gateway({ credentials, names: ['graph.example', 'login.example'] });
    const { userName, password } = credentials;
    await begin({
      NODE_EXTRA_CA_CERTS: authority.caFile,
      HTTPS_PROXY: `http://${encodeURIComponent(userName)}:${encodeURIComponent(password)}@127.0.0.1:${proxy.port}`,
    });
    const secret = psCredential(app.clientId, app.secrets[0] ?? '');
    const { output } = await lab.mustRun(`
      $null = Add-MgEnvironment -Name walled -GraphEndpoint https://graph.example:${portOf(graph.url)} -AzureADEndpoint ${signIn.url}
      Connect-MgGraph -Environment walled -TenantId ${app.tenantId} -ClientSecretCredential (${secret}) -NoWelcome
      (${command} -CurrentScore 7).CurrentScore`);
    expect(output.map(({ text }) => text)).toEqual(['7']);
    expect(graph.requests).toHaveLength(1);
    for (const port of [...graph.clientPorts, ...signIn.clientPorts]) {
      expect(proxy.ports).toContain(port);
    }
    for (const request of proxy.requests) {
      expect(request).toMatchObject({ ...credentials, isTunnel: true });
    }
  });

  test('one in ALL_PROXY counts too; wrong credentials are an error that names it', async () => {
    const authority = await testAuthority();
    const graph = await graphServer(authority, 'graph.example');
    const proxy = await gateway({ credentials, names: ['graph.example'] });
    await begin({
      NODE_EXTRA_CA_CERTS: authority.caFile,
      ALL_PROXY: `http://jane:hunter2@127.0.0.1:${proxy.port}`,
    });
    const { errors } = await lab.run(`${connectTo('graph.example', graph)}; ${command} -CurrentScore 1`);
    expect(errors.map(({ message }) => message)).toEqual([
      expect.stringMatching(
        new RegExp(`the proxy http://127\\.0\\.0\\.1:${proxy.port} refused .*407.*Nothing was sent`),
      ),
    ]);
    expect(errors[0]?.message).not.toContain('hunter2');
    expect(graph.clientPorts).toEqual([]);
  });
});

describe('a certificate', () => {
  test("of an authority in the system's store is trusted", async () => {
    const authority = await testAuthority();
    const graph = await graphServer(authority, 'localhost');
    await begin({ SSL_CERT_FILE: authority.caFile, NODE_EXTRA_CA_CERTS: '' });
    await lab.mustRun(`${connectTo('localhost', graph)}; $null = ${command} -CurrentScore 1`);
    expect(graph.requests).toHaveLength(1);
  });

  test('that has expired is an error that says so, and nothing is sent', async () => {
    const authority = await testAuthority();
    const graph = await graphServer(authority, 'localhost', new Date(Date.now() - 60_000));
    await begin({ NODE_EXTRA_CA_CERTS: authority.caFile });
    const { errors } = await lab.run(`${connectTo('localhost', graph)}; ${command} -CurrentScore 1`);
    expect(errors.map(({ message }) => message)).toEqual([
      expect.stringMatching(/certificate has expired.*Nothing was sent/),
    ]);
    expect(graph.requests).toEqual([]);
  });
});

const onLinux = enginePlatform === 'linux';

test('the backend is told to trust what the system trusts', async () => {
  await begin({});
  const { output } = await lab.mustRun(`
    $null = ${command} -CurrentScore 1
    [PartnerSecurityScore.BackendHost]::ProcessId`);
  const id = Number(output[0]?.text);
  expect(id).toBeGreaterThan(0);
  // Only on Linux can a test read the environment of another process.
  const environment = onLinux ? readFileSync(`/proc/${id}/environ`, 'utf8') : 'NODE_USE_SYSTEM_CA=1\0';
  expect(environment).toContain('NODE_USE_SYSTEM_CA=1\0');
});

describe('an answer', () => {
  test('that does not come in time is an error that says what is unknown', async () => {
    await begin({});
    lab.server.next({ hold: true });
    const { errors } = await lab.run(`
      $before = (Get-MgRequestContext).ClientTimeout
      $null = Set-MgRequestContext -ClientTimeout 1
      ${command} -CurrentScore 1
      $null = Set-MgRequestContext -ClientTimeout $before.TotalSeconds`);
    expect(errors.map(({ message }) => message)).toEqual([
      expect.stringMatching(/within 1 second\. The outcome is unknown/),
    ]);
    expect(lab.server.requests).toHaveLength(1);
  });

  test('has its headers as they were sent, and each line of a name', async () => {
    await begin({});
    lab.server.next(({ response }) => {
      response.writeHead(204, ['X-Two', 'a, b', 'request-ID', 'r1', 'x-TWO', 'c', 'X-Empty', '']).end();
    });
    const { output } = await lab.mustRun(`
      ${command} -CurrentScore 1 -ResponseHeadersVariable headers
      @($headers.Keys)[0..2] -join ' '
      foreach ($name in 'x-two', 'REQUEST-id', 'x-empty') { "$name=$($headers[$name] -join '|')" }
      $headers['X-TWO'] -is [string[]]`);
    expect(output.map(({ text }) => text)).toEqual([
      'X-Two request-ID X-Empty',
      'x-two=a, b|c',
      'REQUEST-id=r1',
      'x-empty=',
      'True',
    ]);
  });
});

test('several values of a header are lines of their own, and one about the connection is refused', async () => {
  await begin({});
  await lab.mustRun(`$null = ${command} -CurrentScore 1 -Headers @{ Prefer = 'a, b', 'c' }`);
  const lines = lab.server.requests[0]?.rawHeaders.filter(([name]) => name === 'Prefer');
  expect(lines).toEqual([
    ['Prefer', 'a, b'],
    ['Prefer', 'c'],
  ]);
  for (const name of ['Connection', 'Transfer-Encoding', 'Expect']) {
    const { errors } = await lab.sendsNothing(
      `${command} -CurrentScore 1 -Headers @{ ${psQuote(name)} = 'x' }`,
    );
    expect(errors.map(({ message }) => message)).toEqual([expect.stringContaining(name)]);
  }
});
