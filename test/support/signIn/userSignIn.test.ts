import { createHash } from 'node:crypto';
import { type AuthenticationResult, CryptoProvider, PublicClientApplication } from '@azure/msal-node';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { decodeJwt } from 'jose';
import { browse } from './browser.ts';
import { SignInServer } from './signInServer.ts';
import { fetchTrusting, trustingNetwork } from './trustingClient.ts';

const tenantId = '5a2c7d14-93f6-4b0e-8d71-0c4e6f1b2a39';
const clientId = '3e7b1d90-52c4-4a8f-b6e1-9f0d2c4a6b83';
const user = { upn: 'partner.admin@contoso.example', name: 'Partner Admin' };
const scopes = ['https://graph.microsoft.com/PartnerSecurity.ReadWrite.All'];

let server: SignInServer;

beforeAll(async () => {
  server = await SignInServer.start();
  server.deviceInterval = 0;
});

beforeEach(() => {
  server.autoApproveDevice = false;
  server.strictRotation = false;
  server.clockSkewSeconds = 0;
  server.requests.length = 0;
  server.dropNext();
  server.register({
    tenantId,
    tenantName: 'contoso.example',
    clientId,
    scopes: ['PartnerSecurity.ReadWrite.All', 'User.Read'],
    user,
  });
});

afterAll(() => server.close());

function client(tenant = tenantId): PublicClientApplication {
  const auth = {
    clientId,
    authority: `${server.url}/${tenant}`,
    knownAuthorities: [new URL(server.url).host],
  };
  return new PublicClientApplication({ auth, system: { networkClient: trustingNetwork(server.caFile) } });
}

function open(url: string): Promise<void> {
  // As with a real browser, the result is not awaited.
  browse(url, { caFile: server.caFile }).catch(() => {});
  return Promise.resolve();
}

function interactive(app: PublicClientApplication, wanted = scopes): Promise<AuthenticationResult> {
  return app.acquireTokenInteractive({ scopes: wanted, openBrowser: open });
}

test.each(['contoso.example', 'organizations', 'common', tenantId])(
  'a browser signs in to the tenant %s',
  async (tenant) => {
    const result = await interactive(client(tenant));
    expect(result).toMatchObject({
      tenantId,
      account: { username: user.upn, name: user.name, tenantId },
      scopes: expect.arrayContaining(scopes),
    });
    expect(decodeJwt(result.accessToken)).toMatchObject({
      aud: 'https://graph.microsoft.com',
      tid: tenantId,
      appid: clientId,
      scp: 'PartnerSecurity.ReadWrite.All',
      upn: user.upn,
      unique_name: user.upn,
      name: user.name,
    });
    expect(server.requests.map(({ kind }) => kind)).toEqual(['discovery', 'authorize', 'token']);
  },
);

test('what was signed in to once is renewed without a browser', async () => {
  const app = client();
  const { account, accessToken } = await interactive(app);
  if (account === null) {
    throw new Error('no account');
  }
  const cached = await app.acquireTokenSilent({ account, scopes });
  expect(cached.accessToken).toBe(accessToken);
  server.strictRotation = true;
  for (const _ of [1, 2]) {
    const renewed = await app.acquireTokenSilent({ account, scopes, forceRefresh: true });
    expect(renewed).toMatchObject({ fromCache: false, account: { username: user.upn } });
  }
  server.revokeRefreshTokens();
  await expect(app.acquireTokenSilent({ account, scopes, forceRefresh: true })).rejects.toThrow(/700082/);
});

test('a scope without consent is refused', async () => {
  const error = await interactive(client(), ['Mail.Read']).catch((reason: unknown) => reason);
  expect(error).toMatchObject({ errorCode: 'invalid_grant', subError: 'consent_required', errorNo: 65001 });
});

test('everything that is consented to comes with .default', async () => {
  const { accessToken } = await interactive(client(), ['https://graph.microsoft.com/.default']);
  expect(decodeJwt(accessToken)).toMatchObject({ scp: 'PartnerSecurity.ReadWrite.All User.Read' });
});

test('the user may decline', async () => {
  server.nextAuthorize({ error: 'access_denied', description: 'AADSTS65004: User declined to consent.' });
  await expect(interactive(client())).rejects.toMatchObject({
    errorCode: 'access_denied',
    errorMessage: 'AADSTS65004: User declined to consent.',
  });
});

test('the user may take time', async () => {
  const turn = server.nextAuthorize({ hold: true });
  const result = interactive(client());
  await turn.reached;
  expect(server.requests.map(({ kind }) => kind)).toEqual(['discovery', 'authorize']);
  turn.release();
  await expect(result).resolves.toMatchObject({ tenantId });
});

test('a token request that is held goes on when it is released', async () => {
  const turn = server.next({ hold: true, tokenLifetimeSeconds: 60 });
  const result = interactive(client());
  expect((await turn.reached).form['grant_type']).toBe('authorization_code');
  turn.release();
  const { accessToken } = await result;
  const { exp = 0, iat = 0 } = decodeJwt(accessToken);
  expect(exp - iat).toBe(60);
});

test('acquireTokenByCode() works with a code of its own asking', async () => {
  const app = client();
  const { verifier, challenge } = await new CryptoProvider().generatePkceCodes();
  const request = { scopes, redirectUri: 'http://localhost:50123' };
  const url = await app.getAuthCodeUrl({
    ...request,
    nonce: 'n1',
    state: 's1',
    codeChallenge: challenge,
    codeChallengeMethod: 'S256',
  });
  const { status, headers } = await fetchTrusting(server.caFile, url);
  const location = new URL(headers['location'] ?? '');
  expect(status).toBe(302);
  expect(location.origin).toBe(request.redirectUri);
  expect(location.searchParams.get('state')).toBe('s1');
  expect(location.searchParams.has('session_state')).toBe(true);
  const code = location.searchParams.get('code') ?? '';
  const result = await app.acquireTokenByCode({ ...request, code, codeVerifier: verifier });
  expect(result.idTokenClaims).toMatchObject({
    nonce: 'n1',
    aud: clientId,
    iss: `${server.url}/${tenantId}/v2.0`,
  });
  await expect(app.acquireTokenByCode({ ...request, code, codeVerifier: verifier })).rejects.toThrow(/54005/);
});

test.each<[string, Record<string, string | undefined>, number]>([
  ['no verifier', { code_verifier: undefined }, 50148],
  ['another verifier', { code_verifier: 'x'.repeat(43) }, 501481],
  ['another redirect', { redirect_uri: 'http://localhost:2' }, 500112],
  ['another code', { code: 'other' }, 9002313],
  ['an age of ten minutes', {}, 70008],
])('a code with %s is refused', async (_, different, code) => {
  const verifier = 'v'.repeat(43);
  const query = {
    client_id: clientId,
    response_type: 'code',
    redirect_uri: 'http://localhost:1',
    scope: 'openid User.Read',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  };
  const authorize = `${server.url}/${tenantId}/oauth2/v2.0/authorize?${new URLSearchParams(query)}`;
  const { headers } = await fetchTrusting(server.caFile, authorize);
  const form = {
    client_id: clientId,
    grant_type: 'authorization_code',
    redirect_uri: query.redirect_uri,
    code: new URL(headers['location'] ?? '').searchParams.get('code') ?? '',
    code_verifier: verifier,
    ...different,
  };
  server.clockSkewSeconds = code === 70008 ? 600 : 0;
  const fields = Object.entries(form).filter((field): field is [string, string] => field[1] !== undefined);
  const answer = await fetchTrusting(server.caFile, `${server.url}/${tenantId}/oauth2/v2.0/token`, {
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    body: String(new URLSearchParams(fields)),
  });
  expect(answer.status).toBe(400);
  expect(JSON.parse(answer.body)).toMatchObject({ error: 'invalid_grant', error_codes: [code] });
});

test('a device code is polled for until the user agrees', async () => {
  const polls = server.next({ hold: true });
  const result = client('organizations').acquireTokenByDeviceCode({
    scopes,
    deviceCodeCallback: ({ userCode, message, verificationUri }) => {
      expect(verificationUri).toBe(`${server.url}/device`);
      expect(message).toContain(`enter the code ${userCode} to authenticate.`);
    },
  });
  await polls.reached;
  const second = server.next({ hold: true });
  polls.release();
  await second.reached;
  for (const userCode of server.userCodes) {
    server.approveDevice(userCode);
  }
  second.release();
  await expect(result).resolves.toMatchObject({ tenantId, account: { username: user.upn } });
});

test('a device code may be agreed to at once', async () => {
  server.autoApproveDevice = true;
  const result = await client().acquireTokenByDeviceCode({ scopes, deviceCodeCallback: () => {} });
  expect(result).toMatchObject({ tenantId });
  expect(server.requests.map(({ kind }) => kind)).toEqual(['discovery', 'devicecode', 'token']);
});

test.each<['declineDevice' | 'expireDevice', string]>([
  ['declineDevice', 'authorization_declined'],
  ['expireDevice', 'expired_token'],
])('after %s() the device code is refused', async (action, message) => {
  const result = client().acquireTokenByDeviceCode({
    scopes,
    deviceCodeCallback: ({ userCode }) => server[action](userCode),
  });
  await expect(result).rejects.toThrow(message);
});
