import { randomUUID, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { type Certificate, selfSignedCertificate } from '../../backend/support/certificate.ts';
import { Engine, plain, withoutErrors } from '../../support/engine.ts';
import { enginePlatform } from '../../support/enginePlatform.ts';
import { GraphServer } from '../../support/graphServer.ts';
import { command, endBackend, importModule } from '../../support/lab.ts';
import { ProxyServer } from '../../support/proxyServer.ts';
import { psQuote } from '../../support/psQuote.ts';
import { ManagedIdentityServer } from '../../support/signIn/managedIdentityServer.ts';
import { connectScript } from '../../support/signInLab.ts';
import { payloadOf } from '../../support/tokens.ts';
import { onlyVariables, type Variables } from '../../support/variables.ts';

const system = { tenantId: randomUUID(), clientId: randomUUID(), roles: ['PartnerSecurity.ReadWrite.All'] };
const own = { ...system, clientId: randomUUID() };

const selfSigned = selfSignedCertificate({ address: '127.0.0.1' });

let host: ManagedIdentityServer;
let graph: GraphServer;
let engine: Engine;

beforeAll(async () => {
  engine = await Engine.start();
});

afterAll(() => engine.close());

// The identity library detects the managed identity source once per process, so each test uses a new backend.
async function start(
  pick: (server: ManagedIdentityServer) => Record<string, string>,
  variables: Variables = {},
  certificate?: Certificate,
): Promise<void> {
  host = await ManagedIdentityServer.start({ systemAssigned: system, userAssigned: [own] }, certificate);
  graph = await GraphServer.start();
  // The host's variables are set after the import, because the backend must not depend on inheriting them.
  withoutErrors(
    await engine.run(`
      ${onlyVariables(variables)}
      ${importModule}
      ${onlyVariables({ ...variables, ...pick(host) })}
      $null = Add-MgEnvironment -Name lab -GraphEndpoint ${graph.url}`),
  );
}

afterEach(async () => {
  withoutErrors(await engine.run(`${endBackend}\nRemove-Module PartnerSecurityScore`));
  await Promise.all([graph.close(), host.close()]);
});

const services = [
  ['of App Service', (server: ManagedIdentityServer) => server.environment],
  ['of the instance metadata service', (server: ManagedIdentityServer) => server.imdsEnvironment],
] as const;

describe.each(services)('a managed identity %s', (_, pick) => {
  test.each([
    ["the host's own", '-Identity', system, null],
    ['one that a user has assigned', `-ManagedIdentity -ClientId ${own.clientId}`, own, own.clientId],
  ])('signs in: %s', async (_, parameters, identity, id) => {
    await start(pick);
    const { output, errors, terminating } = await engine.run(
      `${connectScript(parameters)}; Get-MgContext; $null = ${command} -CurrentScore 1`,
    );
    expect([...errors, terminating]).toEqual([null]);
    expect(plain(output[0] as never)).toMatchObject({
      AuthType: 'ManagedIdentity',
      TokenCredentialType: 'ManagedIdentity',
      ClientId: identity.clientId,
      TenantId: identity.tenantId,
      ManagedIdentityId: id,
      Scopes: identity.roles,
    });
    expect(payloadOf(graph.requests[0]?.headers['authorization'] ?? '')).toMatchObject({
      appid: identity.clientId,
      aud: graph.url,
    });
  });

  test('that is not assigned to the host is a clear error', async () => {
    await start(pick);
    const { terminating } = await engine.run(
      `try { ${connectScript(`-MSI -ClientId ${randomUUID()}`)} } catch { throw }`,
    );
    expect(terminating?.message).toMatch(
      /host issued no token for the managed identity\. Check that the identity is assigned/,
    );
  });
});

test('the secret of the endpoint stays out of the environment of the backend, and of errors', async () => {
  await start((server) => server.environment);
  const secret = host.environment['IDENTITY_HEADER'] ?? '';
  host.next({ error: 'invalid_request', description: `bad header ${secret}` });
  const { terminating } = await engine.run(`try { ${connectScript('-Identity')} } catch { throw }`);
  expect(terminating?.message).toContain('bad header ***');
  if (enginePlatform === 'linux') {
    const { output } = await engine.run('[PartnerSecurityScore.BackendHost]::ProcessId');
    expect(readFileSync(`/proc/${output[0]?.text}/environ`, 'latin1')).not.toContain(secret);
  }
});

test('a token that Graph refuses is replaced by a new one of the host', async () => {
  await start((server) => server.environment);
  await engine.run(connectScript('-Identity'));
  graph.next({ status: 401 });
  const { errors } = await engine.run(`$null = ${command} -CurrentScore 1`);
  expect(errors).toEqual([]);
  expect(host.requests).toHaveLength(2);
  expect(new Set(graph.requests.map(({ headers }) => headers['authorization'])).size).toBe(2);
});

test('another identity service under the same name is refused, not mistaken for the first', async () => {
  await start((server) => server.environment);
  const other = await ManagedIdentityServer.start({ systemAssigned: { ...system, tenantId: randomUUID() } });
  try {
    const endpoint = psQuote(other.environment['IDENTITY_ENDPOINT'] ?? '');
    const { terminating } = await engine.run(`
      ${connectScript('-Identity')}
      [Environment]::SetEnvironmentVariable('IDENTITY_ENDPOINT', ${endpoint})
      try { ${connectScript('-Identity')} } catch { throw }`);
    expect(terminating?.message).toMatch(
      /such as IDENTITY_ENDPOINT, have changed since an earlier sign-in attempt\. Nothing was sent/,
    );
    expect(other.requests).toEqual([]);
  } finally {
    await other.close();
  }
});

test('the variables count as they were when signing in, also for a backend that is started anew', async () => {
  await start((server) => server.environment);
  const { errors } = await engine.run(`
    ${connectScript('-Identity')}
    [Environment]::SetEnvironmentVariable('IDENTITY_ENDPOINT', 'http://127.0.0.1:9')
    ${endBackend}
    $null = ${command} -CurrentScore 1`);
  expect(errors).toEqual([]);
  expect(host.requests).toHaveLength(2);
});

test('-Identity:$false says that nothing tells how to sign in', async () => {
  await start((server) => server.environment);
  const { terminating } = await engine.run(`try { ${connectScript('-Identity:$false')} } catch { throw }`);
  expect(terminating?.message).toMatch(/-Identity is \$false/);
  expect(host.requests).toEqual([]);
});

/** Signs in and sends a request, and returns the claims of the token that Graph received. */
async function sentClaims(parameters = '-Identity'): Promise<Record<string, unknown>> {
  const { errors, terminating } = await engine.run(
    `${connectScript(parameters)}; $null = ${command} -CurrentScore 1`,
  );
  expect([...errors, terminating]).toEqual([null]);
  return payloadOf(graph.requests[0]?.headers['authorization'] ?? '');
}

const failureOf = async (parameters = '-Identity') =>
  (await engine.run(`try { ${connectScript(parameters)} } catch { throw }`)).terminating?.message;

describe('a managed identity of Azure Machine Learning', () => {
  test('signs in as the one that the host names, and Graph gets its token', async () => {
    await start((server) => server.machineLearningEnvironment(own.clientId));
    expect(await sentClaims()).toMatchObject({ appid: own.clientId });
    expect(host.requests[0]?.query['clientid']).toBe(own.clientId);
  });

  test('signs in as the one of -ClientId', async () => {
    await start((server) => server.machineLearningEnvironment(randomUUID()));
    expect(await sentClaims(`-Identity -ClientId ${own.clientId}`)).toMatchObject({ appid: own.clientId });
  });
});

describe('a managed identity of Service Fabric', () => {
  test('signs in at a service with exactly the certificate that is named, and no proxy is asked', async () => {
    const proxy = await ProxyServer.start();
    try {
      const variables = { HTTPS_PROXY: proxy.url, HTTP_PROXY: proxy.url, NO_PROXY: '' };
      await start((server) => server.serviceFabricEnvironment, variables, selfSigned);
      expect(await sentClaims()).toMatchObject({ appid: system.clientId });
      expect(proxy.requests).toEqual([]);
    } finally {
      await proxy.close();
    }
  });

  test('refuses any other certificate before the secret is sent', async () => {
    const other = selfSignedCertificate({ address: '127.0.0.1' });
    const named = {
      IDENTITY_SERVER_THUMBPRINT: new X509Certificate(other.cert).fingerprint.replaceAll(':', ''),
    };
    await start((server) => ({ ...server.serviceFabricEnvironment, ...named }), {}, selfSigned);
    expect(await failureOf()).toMatch(
      /the server's certificate does not have the thumbprint in the environment variable IDENTITY_SERVER_THUMBPRINT/,
    );
    expect(host.requests).toEqual([]);
  });
});

// The stand-in refers to a file of the Linux agent.
if (enginePlatform === 'linux') {
  test('Azure Arc with a key file that this user cannot read says so', async () => {
    await start((server) => server.arcEnvironment);
    expect(await failureOf()).toMatch(/key file of the Azure Arc agent cannot be read: .* group himds/);
  });
}

test('a variable that is not a URL is named', async () => {
  await start(() => ({ IDENTITY_ENDPOINT: 'nowhere', IDENTITY_HEADER: 'x' }));
  expect(await failureOf()).toMatch(/IDENTITY_ENDPOINT is not a URL/);
});

// This test comes last, because the proxy that it gives .NET stays.
test('no proxy is asked for identities: no variable, no script and no -Proxy counts', async () => {
  const proxy = await ProxyServer.start();
  try {
    await start((server) => server.environment, { HTTPS_PROXY: proxy.url, HTTP_PROXY: proxy.url });
    await engine.run(`
      [System.Net.Http.HttpClient]::DefaultProxy = [System.Net.WebProxy]::new('${proxy.url}')
      ${connectScript('-Identity')}`);
    graph.next({ status: 401 });
    const { errors } = await engine.run(`$null = ${command} -CurrentScore 1 -Proxy ${proxy.url}`);
    expect(errors).toEqual([]);
    expect(host.requests).toHaveLength(2);
    const { host: hostName } = new URL(host.url);
    expect(proxy.requests.filter(({ target }) => target.includes(hostName))).toEqual([]);
  } finally {
    await proxy.close();
  }
});
