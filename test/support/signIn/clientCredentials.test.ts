import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createDefaultHttpClient, type HttpClient } from '@azure/core-rest-pipeline';
import {
  ClientAssertionCredential,
  ClientCertificateCredential,
  ClientSecretCredential,
  type TokenCredential,
} from '@azure/identity';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from 'jose';
import { clientCertificate } from './clientCertificate.ts';
import type { PemCertificate } from './keys.ts';
import { type AssertionOptions, signedAssertion } from './signedAssertion.ts';
import { SignInServer } from './signInServer.ts';
import { fetchTrusting } from './trustingClient.ts';

const tenantId = '5a2c7d14-93f6-4b0e-8d71-0c4e6f1b2a39';
const clientId = 'c8f0e9a2-1b4d-4f6e-a3c5-7d9b2e4f6a81';
const scope = 'https://graph.microsoft.com/.default';
const unknownId = '00000000-0000-4000-8000-000000000001';

let server: SignInServer;
let certificate: PemCertificate;
let options: { authorityHost: string; disableInstanceDiscovery: boolean; httpClient: HttpClient };

beforeAll(async () => {
  server = await SignInServer.start();
  certificate = await clientCertificate();
  const ca = readFileSync(server.caFile);
  const base = createDefaultHttpClient();
  const httpClient: HttpClient = {
    sendRequest: (request) => base.sendRequest(Object.assign(request, { tlsSettings: { ca } })),
  };
  options = { authorityHost: server.url, disableInstanceDiscovery: true, httpClient };
});

beforeEach(() => {
  server.clockSkewSeconds = 0;
  server.extraClaims = {};
  server.refuseAssertionReplay = false;
  server.tokenTenant = undefined;
  server.requests.length = 0;
  server.register({
    tenantId,
    tenantName: 'contoso.example',
    clientId,
    name: 'Score updater',
    secrets: ['right'],
    expiredSecrets: ['old'],
    certificates: [certificate.cert],
    roles: ['PartnerSecurity.ReadWrite.All'],
  });
});

afterAll(() => server.close());

function withSecret(secret: string, tenant = tenantId, client = clientId): TokenCredential {
  return new ClientSecretCredential(tenant, client, secret, options);
}

function withAssertion(different: Partial<AssertionOptions> = {}): TokenCredential {
  const audience = `${server.url}/${tenantId}/oauth2/v2.0/token`;
  const getAssertion = async () => signedAssertion({ certificate, clientId, audience, ...different });
  return new ClientAssertionCredential(tenantId, clientId, getAssertion, options);
}

async function tokenOf(credential: TokenCredential, scopes = scope): Promise<string> {
  const token = await credential.getToken(scopes);
  return token?.token ?? '';
}

/** Verifies a token's signature with the keys that the server publishes, and returns the claims. */
async function claimsOf(token: string, tenant = tenantId) {
  const { body } = await fetchTrusting(server.caFile, `${server.url}/${tenant}/discovery/v2.0/keys`);
  const { payload } = await jwtVerify(token, createLocalJWKSet(JSON.parse(body) as JSONWebKeySet));
  return payload;
}

async function failureOf(credential: TokenCredential, scopes = scope) {
  const error = await tokenOf(credential, scopes).then(
    () => undefined,
    (reason: { errorResponse?: { error: string; errorDescription: string }; message: string }) => reason,
  );
  return error?.message ?? 'no error';
}

test('a secret gives an app-only token', async () => {
  const token = await tokenOf(withSecret('right'));
  expect(await claimsOf(token)).toMatchObject({
    aud: 'https://graph.microsoft.com',
    iss: `${server.url}/${tenantId}/`,
    appid: clientId,
    app_displayname: 'Score updater',
    tid: tenantId,
    roles: ['PartnerSecurity.ReadWrite.All'],
    ver: '1.0',
  });
  expect(server.issued.at(-1)).toEqual({ token, tenantId, clientId });
  expect(server.requests.map(({ kind }) => kind)).toEqual(['discovery', 'token', 'discovery']);
  expect(server.requests[1]).toMatchObject({ tenant: tenantId, form: { client_secret: 'right', scope } });
});

test('the tenant may be told by its name', async () => {
  const token = await tokenOf(withSecret('right', 'contoso.example'));
  expect(await claimsOf(token, 'contoso.example')).toMatchObject({ tid: tenantId });
});

test('tokens are told apart, checked and revoked', async () => {
  const first = await tokenOf(withSecret('right'));
  const second = await tokenOf(withSecret('right'));
  expect(first).not.toBe(second);
  server.revoke(first);
  expect([server.isValid(first), server.isValid(second), server.isValid('other')]).toEqual([
    false,
    true,
    false,
  ]);
  server.clockSkewSeconds = 4000;
  expect(server.isValid(second)).toBe(false);
});

test('a token can have another tenant and other claims', async () => {
  server.tokenTenant = unknownId;
  server.extraClaims = { xms_cc: ['cp1'] };
  const claims = await claimsOf(await tokenOf(withSecret('right')));
  expect(claims).toMatchObject({ tid: unknownId, xms_cc: ['cp1'] });
});

test.each([
  ['wrong', () => withSecret('wrong'), /AADSTS7000215: Invalid client secret/],
  ['expired', () => withSecret('old'), /AADSTS7000222/],
  ['of an unknown app', () => withSecret('right', tenantId, unknownId), /AADSTS700016/],
])('a secret that is %s is refused', async (_, credential, message) => {
  expect(await failureOf(credential())).toMatch(message);
});

test('a scope that is not all of a resource is refused', async () => {
  expect(await failureOf(withSecret('right'), 'https://graph.microsoft.com/User.Read')).toMatch(
    /AADSTS1002012/,
  );
});

test('an unknown tenant has no configuration', async () => {
  const url = `${server.url}/fabrikam.example/v2.0/.well-known/openid-configuration`;
  const { status, body } = await fetchTrusting(server.caFile, url);
  expect(status).toBe(400);
  expect(JSON.parse(body)).toMatchObject({ error: 'invalid_tenant', error_codes: [90002] });
});

test.each(['RS256', 'PS256'] as const)('an assertion signed with %s gives a token', async (algorithm) => {
  expect(await claimsOf(await tokenOf(withAssertion({ algorithm })))).toMatchObject({ appidacr: '2' });
});

test('an assertion may be made out to the tenant by name, and to the issuer', async () => {
  const endpoint = `${server.url}/contoso.example/oauth2/v2.0/token`;
  expect(await tokenOf(withAssertion({ audience: endpoint }))).not.toBe('');
  expect(await tokenOf(withAssertion({ audience: `${server.url}/${tenantId}/v2.0` }))).not.toBe('');
});

test.each<[string, () => Promise<Partial<AssertionOptions>>, RegExp]>([
  [
    'of another key',
    async () => ({ certificate: await clientCertificate() }),
    /AADSTS700027.*not registered/,
  ],
  [
    'with a wrong signature',
    async () => ({ certificate: { ...certificate, key: (await clientCertificate()).key } }),
    /AADSTS700027.*signature validation/,
  ],
  ['with another certificate in x5c', async () => ({ header: { x5c: ['MIIB'] } }), /AADSTS700027.*x5c/],
  ['without a signature', async () => ({ header: { alg: 'none' } }), /AADSTS700027/],
  ['for another audience', async () => ({ audience: 'https://login.example/token' }), /AADSTS700023/],
  ['of another app', async () => ({ clientId: unknownId }), /AADSTS700021/],
  ['that has expired', async () => ({ claims: { exp: 1_700_000_000 } }), /AADSTS700024/],
  ['that is not valid yet', async () => ({ claims: { nbf: Date.now() / 1000 + 400 } }), /AADSTS700024/],
  ['without an end', async () => ({ claims: { exp: undefined } }), /AADSTS700024/],
])('an assertion %s is refused', async (_, different, message) => {
  expect(await failureOf(withAssertion(await different()))).toMatch(message);
});

test('an assertion is judged by the clock of the server', async () => {
  server.clockSkewSeconds = -3600;
  expect(await failureOf(withAssertion())).toMatch(/AADSTS700024/);
  server.clockSkewSeconds = 3600;
  expect(await failureOf(withAssertion())).toMatch(/AADSTS700024/);
  server.clockSkewSeconds = 100;
  expect(await failureOf(withAssertion())).toBe('no error');
});

test('an assertion is accepted twice only where that is not refused', async () => {
  const claims = { jti: 'same' };
  await tokenOf(withAssertion({ claims }));
  await tokenOf(withAssertion({ claims }));
  server.refuseAssertionReplay = true;
  expect(await failureOf(withAssertion({ claims }))).toMatch(/AADSTS50013/);
});

test('a certificate that has expired is refused', async () => {
  const old = await clientCertificate({
    notBefore: new Date('2020-01-01'),
    notAfter: new Date('2020-02-01'),
  });
  server.register({ tenantId, clientId, certificates: [old.cert] });
  expect(await failureOf(withAssertion({ certificate: old }))).toMatch(/AADSTS700027.*expired/);
});

test.each([true, false])('ClientCertificateCredential signs in, with its chain sent: %s', async (chain) => {
  const certificatePath = join(dirname(server.caFile), 'app.pem');
  writeFileSync(certificatePath, certificate.key + certificate.cert);
  const credential = new ClientCertificateCredential(
    tenantId,
    clientId,
    { certificatePath },
    { ...options, sendCertificateChain: chain },
  );
  expect(await claimsOf(await tokenOf(credential))).toMatchObject({ appid: clientId });
  const { client_assertion: assertion = '' } = server.requests[1]?.form ?? {};
  const header = JSON.parse(Buffer.from(assertion.split('.')[0] ?? '', 'base64url').toString());
  expect('x5c' in header).toBe(chain);
});
