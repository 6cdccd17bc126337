import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { command } from '../../support/lab.ts';
import { psCredential, registration, SignInLab } from '../../support/signInLab.ts';

let lab: SignInLab;

beforeAll(async () => {
  lab = await SignInLab.start();
});

afterAll(() => lab.close());

const signInWith = () =>
  `-ClientSecretCredential (${psCredential(lab.app.clientId, lab.app.secrets[0] ?? '')}) -TenantId ${lab.app.tenantId}`;

beforeEach(() => {
  lab.signIn.requests.length = 0;
  lab.graph.requests.length = 0;
});

afterEach(() => {
  lab.signIn.dropNext();
  lab.graph.dropNext();
  lab.signIn.tokenLifetimeSeconds = 3599;
});

const authorizations = () => lab.graph.requests.map(({ headers }) => headers['authorization']);

/** The claims that Graph's challenge requests. */
const claims = '{"access_token":{"nbf":{"essential":true,"value":"1700000000"}}}';
const challenge = `Bearer realm="", authorization_uri="https://login.example/common", error="insufficient_claims", claims="${Buffer.from(claims).toString('base64')}"`;

describe('a token that Graph refuses', () => {
  test('is replaced once, and the same request goes out again', async () => {
    await lab.connect(signInWith());
    lab.graph.next({ status: 401 });
    await lab.mustRun(`$null = ${command} -CurrentScore 85.4`);
    expect(lab.graph.requests.map(({ method, text }) => `${method} ${text}`)).toEqual([
      'PATCH {"currentScore":85.4}',
      'PATCH {"currentScore":85.4}',
    ]);
    expect(new Set(authorizations()).size).toBe(2);
    expect(lab.tokenRequests).toHaveLength(2);
    const ids = lab.graph.requests.map(({ headers }) => headers['client-request-id']);
    expect(new Set(ids).size).toBe(2);
  });

  test('a second time is an error as any other', async () => {
    await lab.connect(signInWith());
    lab.graph.next({ status: 401 });
    lab.graph.next({ status: 401, body: '{"error":{"code":"InvalidAuthenticationToken","message":"no"}}' });
    const { errors } = await lab.run(`${command} -CurrentScore 1`);
    expect(errors.map(({ fullyQualifiedErrorId }) => fullyQualifiedErrorId)).toEqual([
      `InvalidAuthenticationToken,${command}`,
    ]);
    expect(lab.graph.requests).toHaveLength(2);
  });

  test('for claims is replaced by one that was asked for with them', async () => {
    await lab.connect(signInWith());
    lab.graph.next({ status: 401, headers: { 'WWW-Authenticate': challenge } });
    await lab.mustRun(`$null = ${command} -CurrentScore 1`);
    const asked = JSON.parse(lab.tokenRequests.at(-1)?.['claims'] ?? '{}') as { access_token?: object };
    expect(asked.access_token).toMatchObject({ nbf: { essential: true, value: '1700000000' } });
    expect(new Set(authorizations()).size).toBe(2);
  });

  test('whose replacement is refused is an error with the reason', async () => {
    await lab.connect(signInWith());
    lab.graph.next({ status: 401 });
    lab.signIn.next({ error: 'invalid_client', code: 7000222 });
    const { errors } = await lab.run(`${command} -CurrentScore 1`);
    expect(errors.map(({ message }) => message)).toEqual([
      expect.stringMatching(/client secret has expired/),
    ]);
    expect(lab.graph.requests).toHaveLength(1);
  });

  test('after a wait for a retry is replaced as well', async () => {
    await lab.connect(signInWith());
    lab.graph.next({ status: 429, headers: { 'Retry-After': '0' } });
    lab.graph.next({ status: 401 });
    await lab.mustRun(`$null = ${command} -CurrentScore 1`);
    expect(lab.graph.requests).toHaveLength(3);
    expect(lab.graph.requests[2]?.headers['retry-attempt']).toBe('1');
  });
});

describe('a token that expires soon', () => {
  test('is renewed while requests still go out with it', async () => {
    lab.signIn.tokenLifetimeSeconds = 120;
    await lab.connect(signInWith());
    lab.signIn.tokenLifetimeSeconds = 3599;
    const renewal = lab.signIn.next({ hold: true });
    await lab.mustRun(`$null = ${command} -CurrentScore 1`);
    await renewal.reached;
    renewal.release();
    expect(lab.graph.requests).toHaveLength(1);
  });

  test('and cannot be renewed is used as long as it is good', async () => {
    lab.signIn.tokenLifetimeSeconds = 50;
    await lab.connect(signInWith());
    lab.signIn.next({ error: 'invalid_client', code: 7000222 });
    await lab.mustRun(`$null = ${command} -CurrentScore 1`);
    expect(lab.graph.requests).toHaveLength(1);
    expect(lab.tokenRequests).toHaveLength(2);
  });

  test('at once is renewed first, and nothing goes out with the old one', async () => {
    lab.signIn.tokenLifetimeSeconds = 1;
    await lab.connect(signInWith());
    lab.signIn.tokenLifetimeSeconds = 3599;
    const first = lab.signIn.issued.at(-1)?.token;
    await lab.mustRun(`$null = ${command} -CurrentScore 1; $null = ${command} -CurrentScore 2`);
    expect(lab.tokenRequests).toHaveLength(2);
    expect(authorizations()).toEqual(Array(2).fill(`Bearer ${lab.signIn.issued.at(-1)?.token}`));
    expect(authorizations()).not.toContain(`Bearer ${first}`);
  });

  test('and whose renewal fails is an error before anything is sent', async () => {
    lab.signIn.tokenLifetimeSeconds = 1;
    await lab.connect(signInWith());
    lab.signIn.next({ error: 'invalid_client', code: 7000222 });
    const { errors } = await lab.run(`${command} -CurrentScore 1`);
    expect(errors.map(({ message }) => message)).toEqual([expect.stringMatching(/AADSTS7000222/)]);
    expect(lab.graph.requests).toEqual([]);
  });
});

test('a session is opened again in a new backend, with a new token of its own', async () => {
  await lab.connect(signInWith());
  await lab.mustRun(`
    $id = [PartnerSecurityScore.BackendHost]::ProcessId
    $backend = [System.Diagnostics.Process]::GetProcessById($id); $backend.Kill(); $backend.WaitForExit()
    $null = ${command} -CurrentScore 1`);
  expect(lab.tokenRequests).toHaveLength(2);
  expect(lab.graphTokens).toMatchObject([{ tid: lab.app.tenantId }]);
});

test('a session that would be somebody else in a new backend is refused, and nothing is sent', async () => {
  // A tenant name does not contain the tenant's id, which is only known after the first sign-in.
  const named = { ...registration(), tenantName: 'fabrikam.example' };
  lab.signIn.register(named);
  const credential = psCredential(named.clientId, named.secrets[0] ?? '');
  await lab.connect(`-ClientSecretCredential (${credential}) -TenantId fabrikam.example`);
  lab.signIn.tokenTenant = registration().tenantId;
  const { errors } = await lab.run(`
    $id = [PartnerSecurityScore.BackendHost]::ProcessId
    $backend = [System.Diagnostics.Process]::GetProcessById($id); $backend.Kill(); $backend.WaitForExit()
    ${command} -CurrentScore 1; (Get-MgContext).TenantId`);
  lab.signIn.tokenTenant = undefined;
  expect(errors.map(({ message }) => message)).toEqual([
    expect.stringMatching(/now signs in as another identity/),
  ]);
  expect(lab.graph.requests).toEqual([]);
  expect((await lab.mustRun('(Get-MgContext).TenantId')).output[0]?.text).toBe(named.tenantId);
});
