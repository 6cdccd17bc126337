import { ManagedIdentityCredential } from '@azure/identity';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { decodeJwt } from 'jose';
import { ManagedIdentityServer } from './managedIdentityServer.ts';

const tenantId = '5a2c7d14-93f6-4b0e-8d71-0c4e6f1b2a39';
const systemAssigned = { tenantId, clientId: '9d1e5f30-7a2b-4c8d-8e6f-1a3b5c7d9e02' };
const userAssigned = { tenantId, clientId: '4b6d8f10-2c3e-4a5b-9c7d-8e9f0a1b2c3d' };
const scope = 'https://graph.microsoft.com/.default';

let server: ManagedIdentityServer;

// These tests use only one service, because MSAL detects the service once per process.
beforeAll(async () => {
  server = await ManagedIdentityServer.start({ systemAssigned, userAssigned: [userAssigned] });
  Object.assign(process.env, server.imdsEnvironment);
});

afterAll(async () => {
  for (const name of Object.keys(server.imdsEnvironment)) {
    delete process.env[name];
  }
  await server.close();
});

test('a program gets a token for the identity of its machine', async () => {
  const { token } = await new ManagedIdentityCredential().getToken(scope);
  expect(decodeJwt(token)).toMatchObject({
    aud: 'https://graph.microsoft.com',
    appid: systemAssigned.clientId,
  });
  expect(server.requests.at(-1)).toMatchObject({ service: 'imds', headers: { metadata: 'true' } });
});

test('a program gets a token for the identity that it names', async () => {
  const { token } = await new ManagedIdentityCredential(userAssigned.clientId).getToken(scope);
  expect(decodeJwt(token)).toMatchObject({ appid: userAssigned.clientId });
});

test('an unknown identity is refused', async () => {
  await expect(new ManagedIdentityCredential(tenantId).getToken(scope)).rejects.toThrow(/Identity not found/);
});

test('a request without the Metadata header gets nothing', async () => {
  const query = 'api-version=2018-02-01&resource=https://graph.example';
  const answer = await fetch(`${server.url}/metadata/identity/oauth2/token?${query}`);
  expect(answer.status).toBe(400);
  expect(await answer.json()).toEqual({
    error: 'invalid_request',
    error_description: 'Required metadata header not specified',
  });
});
