import { existsSync } from 'node:fs';
import { connect } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { TestAuthority } from './authority.ts';
import { SignInServer } from './signInServer.ts';
import { fetchTrusting, type HttpsAnswer } from './trustingClient.ts';

const tenantId = '5a2c7d14-93f6-4b0e-8d71-0c4e6f1b2a39';
const otherTenantId = '6b3d8e25-a407-4c1f-9e82-1d5f702c3b4a';
const clientId = 'c8f0e9a2-1b4d-4f6e-a3c5-7d9b2e4f6a81';
const user = { upn: 'admin@contoso.example', name: 'Admin' };
const whole = 'https://graph.microsoft.com/.default';
const withSecret = {
  client_id: clientId,
  client_secret: 'right',
  scope: whole,
  grant_type: 'client_credentials',
};

let server: SignInServer;

beforeAll(async () => {
  server = await SignInServer.start();
  server.register({ tenantId, clientId, secrets: ['right'], scopes: ['User.Read'], user });
  server.register({ tenantId: otherTenantId, clientId, secrets: ['other'] });
});

beforeEach(() => {
  server.clockSkewSeconds = 0;
  server.autoApproveDevice = false;
  server.requests.length = 0;
  server.dropNext();
});

afterAll(() => server.close());

function post(form: Record<string, string>, path = 'token', tenant = tenantId): Promise<HttpsAnswer> {
  return fetchTrusting(server.caFile, `${server.url}/${tenant}/oauth2/v2.0/${path}`, {
    headers: { 'Content-Type': 'application/x-www-form-urlencoded', 'client-request-id': 'correlation' },
    body: String(new URLSearchParams(form)),
  });
}

async function errorOf(form: Record<string, string>, tenant = tenantId): Promise<string> {
  const { status, body } = await post(form, 'token', tenant);
  const { error, error_codes: codes } = JSON.parse(body);
  return `${status} ${error} ${codes}`;
}

/** Signs a user in with a device code, and returns the answer with the tokens. */
async function signIn(scope: string): Promise<Record<string, string>> {
  server.autoApproveDevice = true;
  const { body } = await post({ client_id: clientId, scope }, 'devicecode');
  const { device_code } = JSON.parse(body);
  const grant = { client_id: clientId, grant_type: 'device_code', device_code };
  return JSON.parse((await post(grant)).body);
}

test('an error looks like one of Entra', async () => {
  const { status, headers, body } = await post({ ...withSecret, client_secret: 'wrong' });
  const answer = JSON.parse(body);
  expect(status).toBe(401);
  expect(answer).toEqual({
    error: 'invalid_client',
    error_description: expect.stringMatching(
      /^AADSTS7000215: Invalid client secret provided\. .* Trace ID: \S+ Correlation ID: correlation Timestamp: \d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ$/,
    ),
    error_codes: [7000215],
    timestamp: expect.stringMatching(/Z$/),
    trace_id: headers['x-ms-request-id'],
    correlation_id: 'correlation',
    error_uri: `${server.url}/error?code=7000215`,
  });
});

test.each<[string, Record<string, string>, string]>([
  ['no client', { client_id: '' }, '400 unauthorized_client 700016'],
  ['no secret', { client_secret: '' }, '401 invalid_client 7000215'],
  ['the secret of another tenant', { client_secret: 'other' }, '401 invalid_client 7000215'],
  ['another grant', { grant_type: 'password' }, '400 unsupported_grant_type 70003'],
  ['two scopes', { scope: `${whole} openid` }, '400 invalid_scope 1002012'],
  ['no resource', { scope: '/.default' }, '400 invalid_scope 1002012'],
  ['an assertion of another kind', { client_assertion: 'x' }, '400 invalid_request 70002'],
])('a request with %s is refused', async (_, different, error) => {
  expect(await errorOf({ ...withSecret, ...different })).toBe(error);
});

test.each([
  ['client_id', '400 invalid_request 900144'],
  ['client_secret', '401 invalid_client 7000216'],
  ['scope', '400 invalid_request 900144'],
  ['grant_type', '400 invalid_request 900144'],
])('a request without %s is refused', async (name, error) => {
  const form = Object.entries(withSecret).filter(([field]) => field !== name);
  expect(await errorOf(Object.fromEntries(form))).toBe(error);
});

test('a tenant has to be known, and an app needs one of its own', async () => {
  expect(await errorOf(withSecret, 'fabrikam.example')).toBe('400 invalid_tenant 90002');
  expect(await errorOf(withSecret, 'common')).toBe('400 invalid_request 50059');
});

test('a refresh token is for its app, its tenant and consented scopes', async () => {
  const { refresh_token: token = '' } = await signIn('offline_access User.Read');
  const form = { client_id: clientId, grant_type: 'refresh_token', refresh_token: token };
  expect((await post(form)).status).toBe(200);
  expect(await errorOf({ ...form, scope: 'Mail.Read' })).toBe('400 invalid_grant 65001');
  expect(await errorOf({ ...form, scope: `User.Read https://partner.example/x` })).toBe(
    '400 invalid_request 28000',
  );
  expect(await errorOf({ ...form, scope: `${whole} User.Read` })).toBe('400 invalid_scope 70011');
  expect(await errorOf(form, otherTenantId)).toBe('400 invalid_grant 50020');
  expect(await errorOf({ ...form, refresh_token: 'other' })).toBe('400 invalid_grant 700082');
});

test('a user gets what was asked for and nothing more', async () => {
  expect(Object.keys(await signIn('User.Read'))).toEqual([
    'token_type',
    'scope',
    'expires_in',
    'ext_expires_in',
    'access_token',
  ]);
  const { scope } = await signIn('openid profile offline_access user.read');
  expect(scope).toBe('openid profile User.Read');
});

test('device codes end with time, by the clock of the server', async () => {
  const { body } = await post({ client_id: clientId, scope: 'User.Read' }, 'devicecode');
  const { device_code, expires_in } = JSON.parse(body);
  const form = { client_id: clientId, grant_type: 'device_code', device_code };
  expect(await errorOf(form)).toBe('400 authorization_pending 70016');
  server.clockSkewSeconds = expires_in;
  expect(await errorOf(form)).toBe('400 expired_token 70020');
  expect(await errorOf({ ...form, device_code: 'other' })).toBe('400 bad_verification_code 70018');
});

test('answers carry the time of the server', async () => {
  server.clockSkewSeconds = -7200;
  const { headers } = await post(withSecret);
  const ahead = Date.now() - Date.parse(headers['date'] ?? '');
  expect(Math.round(ahead / 3_600_000)).toBe(2);
});

test('the next requests are answered as was asked for', async () => {
  server.next({ error: 'invalid_grant', code: 50076, description: 'Use MFA.', claims: '{"a":1}' });
  server.next({ status: 429, headers: { 'Retry-After': '7' }, body: 'slow down' });
  server.next({ tokenLifetimeSeconds: 5 });
  expect(JSON.parse((await post(withSecret)).body)).toMatchObject({
    error: 'invalid_grant',
    error_codes: [50076],
    error_description: expect.stringMatching(/^AADSTS50076: Use MFA\. /),
    claims: '{"a":1}',
  });
  expect(await post(withSecret)).toMatchObject({
    status: 429,
    headers: { 'retry-after': '7' },
    body: 'slow down',
  });
  expect(JSON.parse((await post(withSecret)).body)).toMatchObject({ expires_in: 5, ext_expires_in: 5 });
  expect(JSON.parse((await post(withSecret)).body)).toMatchObject({ expires_in: 3599 });
});

test('a connection may break', async () => {
  const turn = server.next({ destroy: true });
  await expect(post(withSecret)).rejects.toThrow();
  await expect(turn.reached).resolves.toMatchObject({ kind: 'token', tenant: tenantId, form: withSecret });
  await turn.disconnected;
});

test('another kind of request may be treated so', async () => {
  server.next({ status: 503 }, 'discovery');
  expect((await post(withSecret)).status).toBe(200);
  const url = `${server.url}/${tenantId}/v2.0/.well-known/openid-configuration`;
  expect((await fetchTrusting(server.caFile, url)).status).toBe(503);
  expect((await fetchTrusting(server.caFile, url)).status).toBe(200);
});

test.each<[string, Record<string, string>, RegExp]>([
  ['response type', { response_type: 'token' }, /error=unsupported_response_type.*AADSTS700054/],
  ['response mode', { response_mode: 'fragment' }, /error=invalid_request.*AADSTS70007/],
  ['challenge method', { code_challenge_method: 'plain' }, /error=invalid_request.*AADSTS9002325/],
  ['scope', { scope: 'https://graph.microsoft.com/' }, /error=invalid_scope.*AADSTS70011/],
])('a browser with another %s brings an error back', async (_, different, location) => {
  const query = {
    client_id: clientId,
    response_type: 'code',
    redirect_uri: 'http://localhost:1',
    scope: 'User.Read',
    code_challenge: 'c'.repeat(43),
    code_challenge_method: 'S256',
    state: 's1',
    ...different,
  };
  const url = `${server.url}/common/oauth2/v2.0/authorize?${new URLSearchParams(query)}`;
  const { status, headers } = await fetchTrusting(server.caFile, url);
  expect(status).toBe(302);
  expect(headers['location']).toMatch(location);
  expect(headers['location']).toMatch(/^http:\/\/localhost:1\?.*&state=s1$/);
});

test('close() breaks connections, frees the port and removes the certificate', async () => {
  const closing = await SignInServer.start();
  const { url, caFile } = closing;
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  const gone = new Promise((resolve) => socket.once('close', resolve));
  await new Promise((resolve) => socket.once('connect', resolve));
  await closing.close();
  await gone;
  expect(existsSync(caFile)).toBe(false);
  await expect(fetchTrusting(server.caFile, url)).rejects.toThrow(/ECONNREFUSED/);
});

test('servers may share an authority, which stays', async () => {
  const authority = await TestAuthority.create();
  const expired = { notBefore: new Date('2020-01-01'), notAfter: new Date('2020-02-01') };
  const servers = [
    await SignInServer.start({ authority }),
    await SignInServer.start({ authority, certificate: expired }),
  ];
  const [good, bad] = await Promise.allSettled(
    servers.map(({ url }) => fetchTrusting(authority.caFile, `${url}/nothing`)),
  );
  expect(good).toMatchObject({ status: 'fulfilled', value: { status: 404 } });
  expect(bad).toMatchObject({ status: 'rejected', reason: { code: 'CERT_HAS_EXPIRED' } });
  await Promise.all(servers.map((each) => each.close()));
  expect(existsSync(authority.caFile)).toBe(true);
  authority.dispose();
});
