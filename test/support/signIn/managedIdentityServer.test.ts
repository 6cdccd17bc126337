import { ManagedIdentityCredential } from '@azure/identity';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { decodeJwt } from 'jose';
import { ManagedIdentityServer } from './managedIdentityServer.ts';

const tenantId = '5a2c7d14-93f6-4b0e-8d71-0c4e6f1b2a39';
const systemAssigned = {
  tenantId,
  clientId: '9d1e5f30-7a2b-4c8d-8e6f-1a3b5c7d9e02',
  roles: ['PartnerSecurity.ReadWrite.All'],
};
const userAssigned = { tenantId, clientId: '4b6d8f10-2c3e-4a5b-9c7d-8e9f0a1b2c3d' };

let server: ManagedIdentityServer;
let count = 0;

// These tests use only one service, because MSAL detects the service once per process.
beforeAll(async () => {
  server = await ManagedIdentityServer.start();
  Object.assign(process.env, server.environment);
});

beforeEach(() => {
  server.identities = { systemAssigned, userAssigned: [userAssigned] };
  server.requests.length = 0;
});

afterAll(async () => {
  for (const name of Object.keys(server.environment)) {
    delete process.env[name];
  }
  await server.close();
});

/** Returns a resource that no test has requested a token for. MSAL has one token cache per process. */
function newResource(): string {
  count += 1;
  return `https://graph${count}.example`;
}

function getToken(resource: string, clientId?: string) {
  const credential = new ManagedIdentityCredential(clientId === undefined ? {} : { clientId });
  return credential.getToken(`${resource}/.default`);
}

test('a program gets a token for the identity of its app', async () => {
  const resource = newResource();
  const { token, expiresOnTimestamp } = await getToken(resource);
  const claims = decodeJwt(token);
  expect(claims).toMatchObject({
    aud: resource,
    tid: tenantId,
    appid: systemAssigned.clientId,
    roles: systemAssigned.roles,
  });
  expect(Math.abs(expiresOnTimestamp / 1000 - (claims.exp ?? 0))).toBeLessThanOrEqual(2);
  expect(server.requests).toMatchObject([{ service: 'appService', query: { resource } }]);
  expect(server.issued).toEqual([{ token, tenantId, clientId: systemAssigned.clientId }]);
});

test('a program gets a token for the identity that it names', async () => {
  const { token } = await getToken(newResource(), userAssigned.clientId);
  expect(decodeJwt(token)).toMatchObject({ appid: userAssigned.clientId });
});

test('an unknown identity is refused', async () => {
  const message = /No User Assigned or Delegated Managed Identity found/;
  await expect(getToken(newResource(), tenantId)).rejects.toThrow(message);
  server.identities = {};
  await expect(getToken(newResource())).rejects.toThrow(message);
});

test('a program that does not know the secret gets nothing', async () => {
  const { IDENTITY_ENDPOINT: endpoint } = server.environment;
  const answer = await fetch(`${endpoint}?api-version=2019-08-01&resource=https://graph.example`, {
    headers: { 'X-IDENTITY-HEADER': 'guessed' },
  });
  expect(answer.status).toBe(401);
});

test('the next request is answered as was asked for', async () => {
  const failed = server.next({ error: 'invalid_resource', description: 'AADSTS500011: not found' });
  const resource = newResource();
  await expect(getToken(resource)).rejects.toThrow(/AADSTS500011/);
  await expect(failed.reached).resolves.toMatchObject({ query: { resource } });
  server.next({ tokenLifetimeSeconds: 60 });
  const { exp = 0, iat = 0 } = decodeJwt((await getToken(newResource())).token);
  expect(exp - iat).toBe(60);
});
