import { describe, expect, test } from '@jest/globals';
import { readOpenSession } from '../../../src/protocol/openSessionParams.ts';
import { readCloseSession, readSend } from '../../../src/protocol/params.ts';

const send = {
  session: 's',
  method: 'PATCH',
  url: 'https://graph.microsoft.com/beta/x',
  headers: [],
  body: '{}',
};
const open = {
  session: 's',
  environment: {
    name: 'Global',
    graphEndpoint: 'https://graph.microsoft.com',
    azureADEndpoint: 'https://login.microsoftonline.com',
  },
  credential: { type: 'accessToken', accessToken: 'secret-token' },
};

function refusal(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    const { name, message } = error as Error;
    return `${name}: ${message}`;
  }
  return 'nothing';
}

describe('readSend', () => {
  test('takes the limits of retries', () => {
    const limits = { maxRetries: 0, retryDelaySeconds: 180, retriesTimeLimitSeconds: 0.5 };
    expect(readSend({ ...send, ...limits })).toMatchObject(limits);
  });

  test.each([
    ['maxRetries', 11],
    ['maxRetries', 1.5],
    ['retryDelaySeconds', -1],
    ['retryDelaySeconds', 181],
    ['retriesTimeLimitSeconds', '1'],
    ['tenantId', 5],
  ])('refuses %s %p', (member, value) => {
    expect(refusal(() => readSend({ ...send, [member]: value }))).toMatch(new RegExp(`${member} must be`));
  });

  test('fills in what may be left out', () => {
    expect(readSend(send)).toEqual({ ...send, tenantId: null, timeoutSeconds: 300 });
    expect(readSend({ ...send, body: undefined }).body).toBeNull();
  });

  test.each([true, false])('reads trace %p', (trace) => {
    expect(readSend({ ...send, trace }).trace).toBe(trace);
  });

  test('reads a proxy', () => {
    const proxy = { address: 'http://proxy.example:8080/', userName: 'u', password: 'p' };
    expect(readSend({ ...send, proxy }).proxy).toEqual({ ...proxy, address: 'http://proxy.example:8080' });
    expect(readSend({ ...send, proxy: { address: 'https://proxy.example' } }).proxy).toEqual({
      address: 'https://proxy.example',
    });
    expect(readSend({ ...send, proxy: { address: 'http://p', userName: 'u' } }).proxy).toMatchObject({
      password: '',
    });
    const asUser = { address: 'http://p', useDefaultCredentials: true };
    expect(readSend({ ...send, proxy: asUser }).proxy).toEqual(asUser);
    expect(readSend({ ...send, proxy: { ...asUser, useDefaultCredentials: false } }).proxy).toEqual({
      address: 'http://p',
    });
  });

  test('reads where else proxies come from', () => {
    const sources = { proxyVariables: { Https_Proxy: 'a', NO_PROXY: '' }, clientProxy: 'system' };
    expect(readSend({ ...send, ...sources })).toMatchObject(sources);
    expect(readOpenSession({ ...open, ...sources })).toMatchObject(sources);
    expect(refusal(() => readSend({ ...send, proxyVariables: { a: 5 } }))).toMatch(
      /proxyVariables\.a must be text/,
    );
    expect(refusal(() => readSend({ ...send, clientProxy: 'all' }))).toMatch(
      /clientProxy must be one of replaced, system/,
    );
  });

  test.each<[string, object]>([
    ['session', { session: '' }],
    ['method', { method: 'CONNECT' }],
    ['method', { method: 'patch' }],
    ['url', { url: 'http://graph.microsoft.com/beta' }],
    ['url', { url: 'file:///etc/passwd' }],
    ['url', { url: 'https://graph.microsoft.com@evil.example/' }],
    ['url', { url: 'https://user:hunter2@graph.microsoft.com/' }],
    ['headers', { headers: [['a']] }],
    ['body', { body: 1 }],
    ['body', { body: 'half: \ud83d' }],
    ['body', { method: 'GET' }],
    ['timeoutSeconds', { timeoutSeconds: 0 }],
    ['timeoutSeconds', { timeoutSeconds: 2_147_484 }],
    ['timeoutSeconds', { timeoutSeconds: '5' }],
    ['trace', { trace: 'true' }],
    ['proxy', { proxy: 'http://p' }],
    ['proxy.address', { proxy: { address: 'proxy.example' } }],
    ['proxy.password', { proxy: { address: 'http://p', userName: 'a', password: 5 } }],
  ])('refuses a bad %s: %j', (member, change) => {
    const message = refusal(() => readSend({ ...send, ...change }));
    expect(message).toMatch(new RegExp(`^InvalidParams: ${member} `));
    expect(message).not.toContain('hunter2');
  });
});

const application = { tenantId: 'contoso.example', clientId: 'app' };
const secret = { ...application, type: 'clientSecret', clientSecret: 'secret-text' };
const certificate = { ...application, type: 'clientCertificate', certificate: 'AAAA', algorithm: 'RS256' };

const gitHub = {
  ...application,
  type: 'gitHubActions',
  requestUrl: 'https://pipelines.example/token?a=b',
  requestToken: 'secret-token',
};

describe('readCloseSession', () => {
  const forget = { azureADEndpoint: 'https://Login.Example/x', tenantId: 't', clientId: 'c' };

  test('takes what a kept sign-in was opened with', () => {
    expect(readCloseSession({ session: 's' })).toEqual({ session: 's' });
    expect(readCloseSession({ session: 's', forget })).toEqual({
      session: 's',
      forget: { ...forget, azureADEndpoint: 'https://login.example' },
    });
  });

  test.each([
    [true, 'forget'],
    [{ ...forget, azureADEndpoint: 'login.example' }, 'forget.azureADEndpoint'],
    [{ ...forget, tenantId: '' }, 'forget.tenantId'],
    [{ ...forget, clientId: undefined }, 'forget.clientId'],
  ])('refuses to forget %j', (value, member) => {
    expect(refusal(() => readCloseSession({ session: 's', forget: value }))).toContain(
      `InvalidParams: ${member} `,
    );
  });
});

describe('readOpenSession', () => {
  test.each([
    secret,
    certificate,
    { ...certificate, chain: ['AAAA'] },
    { ...application, type: 'pemCertificate', pem: 'secret-pem', password: 'p', sendCertificateChain: true },
    { ...application, type: 'workloadIdentity', tokenFile: '/var/run/token' },
    gitHub,
    { ...gitHub, type: 'azurePipelines', serviceConnectionId: 'connection' },
    { type: 'managedIdentity', variables: {} },
    { type: 'managedIdentity', clientId: 'id', variables: { IDENTITY_HEADER: 'secret' } },
    { ...application, type: 'interactiveBrowser', scopes: ['a'], isKept: true, isSilent: false },
    { ...application, type: 'deviceCode', scopes: ['a', 'b'], isKept: false, isSilent: true },
  ])('takes $type as it is', (credential) => {
    expect(readOpenSession({ ...open, credential }).credential).toEqual(credential);
  });

  test('reduces endpoints to their origins', () => {
    const environment = { ...open.environment, graphEndpoint: 'HTTPS://Graph.Microsoft.COM:443/v1.0/' };
    expect(readOpenSession({ ...open, environment }).environment.graphEndpoint).toBe(
      'https://graph.microsoft.com',
    );
  });

  test.each<[string, object]>([
    ['session', { session: 1 }],
    ['environment', { environment: null }],
    ['environment.name', { environment: { ...open.environment, name: '' } }],
    [
      'environment.graphEndpoint',
      { environment: { ...open.environment, graphEndpoint: 'http://graph.microsoft.com' } },
    ],
    ['environment.azureADEndpoint', { environment: { ...open.environment, azureADEndpoint: 'login' } }],
    [
      'environment.azureADEndpoint',
      { environment: { ...open.environment, azureADEndpoint: 'http://127.0.0.1:8080' } },
    ],
    [
      'environment.azureADEndpoint',
      { credential: secret, environment: { ...open.environment, azureADEndpoint: undefined } },
    ],
    ['credential.type', { credential: { type: 'password' } }],
    ['credential.type', { credential: { type: 'constructor' } }],
    ['credential.accessToken', { credential: { type: 'accessToken' } }],
    ['credential.clientSecret', { credential: { ...secret, clientSecret: '' } }],
    ['credential.clientId', { credential: { ...secret, clientId: 1 } }],
    ['credential.tenantId', { credential: { ...secret, tenantId: '' } }],
    ['credential.tokenFile', { credential: { ...application, type: 'workloadIdentity' } }],
    ['credential.requestToken', { credential: { ...gitHub, requestToken: undefined } }],
    ['credential.serviceConnectionId', { credential: { ...gitHub, type: 'azurePipelines' } }],
    ['credential.algorithm', { credential: { ...certificate, algorithm: 'none' } }],
    ['credential.chain', { credential: { ...certificate, chain: [1] } }],
    ['credential.pem', { credential: { ...application, type: 'pemCertificate', pem: 5 } }],
    ['credential.variables.A', { credential: { type: 'managedIdentity', variables: { A: 1 } } }],
    ['credential.scopes', { credential: { ...application, type: 'deviceCode', scopes: [] } }],
    ['credential.isKept', { credential: { ...application, type: 'deviceCode', scopes: ['a'], isKept: 1 } }],
  ])('refuses a bad %s', (member, change) => {
    const message = refusal(() => readOpenSession({ ...open, ...change }));
    expect(message).toMatch(new RegExp(`^InvalidParams: ${member} `));
    expect(message).not.toMatch(/secret-t/);
  });
});
