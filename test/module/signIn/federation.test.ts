import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { plain } from '../../support/engine.ts';
import { enginePath } from '../../support/enginePlatform.ts';
import { command } from '../../support/lab.ts';
import { psQuote } from '../../support/psQuote.ts';
import { FederatedIssuer } from '../../support/signIn/federatedIssuer.ts';
import { PipelineServer } from '../../support/signIn/pipelineServer.ts';
import { registration, SignInLab } from '../../support/signInLab.ts';

const subject = 'system:serviceaccount:scores:job';
const names = [
  'AZURE_TENANT_ID',
  'AZURE_CLIENT_ID',
  'AZURE_CLIENT_SECRET',
  'AZURE_AUTHORITY_HOST',
  'AZURE_FEDERATED_TOKEN_FILE',
  'ACTIONS_ID_TOKEN_REQUEST_URL',
  'ACTIONS_ID_TOKEN_REQUEST_TOKEN',
  'GITHUB_ACTIONS',
  'SYSTEM_OIDCREQUESTURI',
  'SYSTEM_ACCESSTOKEN',
  'AZURESUBSCRIPTION_SERVICE_CONNECTION_ID',
  'AZURESUBSCRIPTION_TENANT_ID',
  'AZURESUBSCRIPTION_CLIENT_ID',
];

const app = registration();
let lab: SignInLab;
let cluster: FederatedIssuer;
let pipeline: PipelineServer;
let folder: string;
let tokenFile: string;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'pss-federation-'));
  tokenFile = path.join(folder, 'token');
  [lab, cluster] = await Promise.all([SignInLab.start({ cwd: folder }), FederatedIssuer.create()]);
  await lab.mustRun(`(Get-PSProvider -PSProvider FileSystem).Home = ${psQuote(folder)}`);
  pipeline = await PipelineServer.start(lab.signIn.authority);
  lab.signIn.register({ ...app, federated: [cluster.trust(subject), pipeline.trust] });
});

afterAll(async () => {
  await lab.close();
  await pipeline.close();
  rmSync(folder, { recursive: true });
});

beforeEach(async () => {
  lab.signIn.requests.length = 0;
  lab.graph.requests.length = 0;
  pipeline.requests.length = 0;
  writeFileSync(tokenFile, `${await cluster.assertion(subject)}\n`);
});

afterEach(() => {
  lab.signIn.dropNext();
  pipeline.dropNext();
});

const ids = { AZURE_TENANT_ID: app.tenantId, AZURE_CLIENT_ID: app.clientId };
const idsOfTask = { AZURESUBSCRIPTION_TENANT_ID: app.tenantId, AZURESUBSCRIPTION_CLIENT_ID: app.clientId };

const kinds: [string, () => Record<string, string>][] = [
  ['a token file', () => ({ ...ids, AZURE_FEDERATED_TOKEN_FILE: tokenFile })],
  ['GitHub Actions', () => ({ ...ids, ...pipeline.gitHub })],
  ['Azure DevOps', () => ({ ...ids, ...pipeline.azureDevOps })],
  ['Azure DevOps, with the variables of its tasks', () => ({ ...idsOfTask, ...pipeline.azureDevOps })],
];

/** Sets these environment variables and clears the other federation variables. */
const set = (values: Record<string, string>) =>
  lab.mustRun(
    names
      .map((name) => `[Environment]::SetEnvironmentVariable('${name}', ${psQuote(values[name] ?? '')})`)
      .join('\n'),
  );

const without = (values: Record<string, string>, name: string) =>
  Object.fromEntries(Object.entries(values).filter(([other]) => other !== name));

describe.each(kinds)('-EnvironmentVariable with %s', (_, variables) => {
  test('signs in as the application, and Graph gets its token', async () => {
    await set(variables());
    const { output } = await lab.connect('-EnvironmentVariable; Get-MgContext');
    expect(plain(output[0] as never)).toMatchObject({
      AuthType: 'EnvironmentVariable',
      TokenCredentialType: 'EnvironmentVariable',
      ClientId: app.clientId,
      TenantId: app.tenantId,
    });
    await lab.mustRun(`$null = ${command} -CurrentScore 1`);
    expect(lab.graphTokens).toMatchObject([{ tid: app.tenantId, appid: app.clientId }]);
  });

  test('D13: tells with -Verbose at which address', async () => {
    await set(variables());
    const { verbose } = await lab.connect('-EnvironmentVariable -Verbose');
    expect(verbose[0]).toContain(` at ${lab.signIn.url}/${app.tenantId}, `);
  });

  test('brings another assertion for each token', async () => {
    await set(variables());
    await lab.connect('-EnvironmentVariable');
    for (const refusal of [
      { status: 401 },
      {
        status: 401,
        headers: {
          'WWW-Authenticate': `Bearer error="insufficient_claims", claims="${Buffer.from('{"access_token":{"nbf":{"essential":true,"value":"1"}}}').toString('base64')}"`,
        },
      },
    ]) {
      writeFileSync(tokenFile, await cluster.assertion(subject));
      lab.graph.next(refusal);
      await lab.mustRun(`$null = ${command} -CurrentScore 1`);
    }
    const assertions = lab.tokenRequests.map((form) => form['client_assertion']);
    expect(assertions).toHaveLength(3);
    expect(new Set(assertions).size).toBe(3);
  });

  test('needs the tenant and the application, which it names', async () => {
    await set({ ...without(variables(), 'AZURE_CLIENT_ID'), AZURESUBSCRIPTION_CLIENT_ID: '' });
    const failure = await lab.connectFailure('-EnvironmentVariable');
    expect(failure.message).toMatch(/AZURE_CLIENT_ID.* is missing or empty/);
    expect([lab.signIn.requests, pipeline.requests]).toEqual([[], []]);
  });
});

describe('a token file', () => {
  const withFile = (file: string) => ({ ...ids, AZURE_FEDERATED_TOKEN_FILE: file });

  test.each(['-EnvironmentVariable', '-Identity'])(
    'signs in by %s, at AZURE_AUTHORITY_HOST without a scheme',
    async (parameter) => {
      await set({ ...withFile(tokenFile), AZURE_AUTHORITY_HOST: new URL(lab.signIn.url).host });
      await lab.mustRun('Set-MgEnvironment -Name lab -AzureADEndpoint https://127.0.0.1:9');
      await lab.connect(parameter);
      await lab.mustRun(`Set-MgEnvironment -Name lab -AzureADEndpoint ${lab.signIn.url}`);
      expect(lab.tokenRequests).toHaveLength(1);
    },
  );

  test.each(['-EnvironmentVariable', '-Identity'])(
    'is found from where the runspace is, and at home: %s',
    async (parameter) => {
      for (const file of ['./token', 'token', '~/token']) {
        await set(withFile(file));
        await lab.connect(`${parameter}`);
      }
      await lab.mustRun(
        `$null = [System.IO.Directory]::CreateDirectory(${psQuote(path.join(folder, 'inner'))})`,
      );
      await set(withFile('../token'));
      const location = '$ExecutionContext.SessionState.Path';
      await lab.mustRun(
        `${location}.PushCurrentLocation('test'); $null = ${location}.SetLocation(${psQuote(path.join(folder, 'inner'))})`,
      );
      await lab.connect(parameter);
      await lab.mustRun(`$null = ${location}.PopLocation('test')`);
      expect(lab.tokenRequests).toHaveLength(4);
    },
  );

  test.each(['-EnvironmentVariable', '-Identity'])(
    'that is not there, or empty, is named: %s',
    async (parameter) => {
      await set(withFile('nowhere'));
      const missing = await lab.connectFailure(parameter);
      expect(missing.message).toContain(
        `AZURE_FEDERATED_TOKEN_FILE points to ${enginePath(path.join(folder, 'nowhere'))}, which does not exist.`,
      );
      writeFileSync(tokenFile, '\n');
      await set(withFile(enginePath(tokenFile)));
      expect((await lab.connectFailure(parameter)).message).toContain(
        `points to ${enginePath(tokenFile)}, which is empty`,
      );
      await set(withFile(enginePath(folder)));
      expect((await lab.connectFailure(parameter)).message).toContain(
        `points to ${enginePath(folder)}, which is a folder`,
      );
      expect(lab.tokenRequests).toEqual([]);
    },
  );

  test.each(['-EnvironmentVariable', '-Identity'])(
    'in whose place the variable has the token itself is not shown: %s',
    async (parameter) => {
      const token = await cluster.assertion(subject);
      await set(withFile(token));
      const { message } = await lab.connectFailure(parameter);
      expect(message).toMatch(/AZURE_FEDERATED_TOKEN_FILE is not the path of a file/);
      expect(message).not.toContain(token.split('.')[2]);
    },
  );

  test.each(['-EnvironmentVariable', '-Identity'])(
    'with an AZURE_AUTHORITY_HOST that is none names that: %s',
    async (parameter) => {
      await set({ ...withFile(tokenFile), AZURE_AUTHORITY_HOST: 'http://login.example' });
      expect((await lab.connectFailure(parameter)).message).toMatch(
        /AZURE_AUTHORITY_HOST 'http:.*' must begin with https/,
      );
      await set({ ...withFile(tokenFile), AZURE_AUTHORITY_HOST: 'login example' });
      expect((await lab.connectFailure(parameter)).message).toMatch(
        /AZURE_AUTHORITY_HOST .* is not a valid endpoint\. .* such as https:\/\/login\.microsoftonline\.com\.$/,
      );
    },
  );

  test('that speaks of somebody else is refused with what to check', async () => {
    writeFileSync(tokenFile, await cluster.assertion('system:serviceaccount:scores:other'));
    await set(withFile(tokenFile));
    const failure = await lab.connectFailure('-EnvironmentVariable');
    expect(failure.message).toMatch(
      /Check the issuer, subject and audience of the federated credential.*AADSTS700213/,
    );
  });
});

describe('who vouches for a pipeline', () => {
  test('is asked as GitHub wants it', async () => {
    await set({ ...ids, ...pipeline.gitHub });
    await lab.connect('-EnvironmentVariable');
    expect(pipeline.requests).toMatchObject([
      {
        method: 'GET',
        path: '/idtoken',
        query: { 'api-version': '2.0', audience: 'api://AzureADTokenExchange' },
      },
    ]);
  });

  test('is asked as Azure DevOps wants it', async () => {
    await set({ ...ids, ...pipeline.azureDevOps });
    await lab.connect('-EnvironmentVariable');
    expect(pipeline.requests[0]).toMatchObject({
      method: 'POST',
      query: { 'api-version': '7.1', serviceConnectionId: pipeline.serviceConnection },
    });
  });

  test.each<[string, () => Record<string, string>, string]>([
    ['GitHub', () => ({ ...ids, ...pipeline.gitHub }), 'ACTIONS_ID_TOKEN_REQUEST_TOKEN'],
    ['Azure DevOps', () => ({ ...ids, ...pipeline.azureDevOps }), 'SYSTEM_ACCESSTOKEN'],
    ['Azure DevOps', () => ({ ...ids, ...pipeline.azureDevOps }), 'AZURESUBSCRIPTION_SERVICE_CONNECTION_ID'],
  ])('%s needs a variable that is named where it is missing: %#', async (_, variables, missing) => {
    await set(without(variables(), missing));
    const failure = await lab.connectFailure('-EnvironmentVariable');
    expect(failure.message).toMatch(new RegExp(`^${missing} is missing or empty. Nothing was sent.`));
    expect([lab.signIn.requests, pipeline.requests]).toEqual([[], []]);
  });

  test.each<[string, () => Record<string, string>, RegExp]>([
    ['GitHub', () => ({ ...ids, ...pipeline.gitHub }), /requires "permissions: id-token: write"/],
    [
      'Azure DevOps',
      () => ({ ...ids, ...pipeline.azureDevOps }),
      /Check AZURESUBSCRIPTION_SERVICE_CONNECTION_ID/,
    ],
  ])(
    '%s gives nothing: the error says what to check, without the secret that was shown to it',
    async (_, variables, advice) => {
      await set(variables());
      for (const reply of [
        { status: 401, body: `{"message":"No such token ${pipeline.requestToken}."}` },
        { status: 200, body: '{}' },
        { status: 203, body: '<html>Sign in</html>' },
      ]) {
        pipeline.next(reply);
        const failure = await lab.connectFailure('-EnvironmentVariable');
        expect(failure.message).toMatch(advice);
        expect(failure.message).not.toContain(pipeline.requestToken);
      }
      expect(lab.tokenRequests).toEqual([]);
    },
  );

  test.each<[string, () => Record<string, string>]>([
    ['ACTIONS_ID_TOKEN_REQUEST_URL', () => pipeline.gitHub],
    ['SYSTEM_OIDCREQUESTURI', () => pipeline.azureDevOps],
  ])('%s has to be https', async (name, variables) => {
    await set({ ...ids, ...variables(), [name]: 'http://127.0.0.1:9/token' });
    expect((await lab.connectFailure('-EnvironmentVariable')).message).toContain(
      `${name} is not an https URL`,
    );
  });

  test.each([
    [{ AZURE_TENANT_ID: 'common' }, "AZURE_TENANT_ID is 'common', which is not a single tenant."],
    [{ AZURESUBSCRIPTION_TENANT_ID: 'common' }, "AZURESUBSCRIPTION_TENANT_ID is 'common', which"],
    [{}, 'AZURE_TENANT_ID is missing or empty.'],
  ])('Azure DevOps: an error names the variable that supplied the tenant: %j', async (tenant, message) => {
    await set({ AZURE_CLIENT_ID: app.clientId, ...tenant, ...pipeline.azureDevOps });
    expect((await lab.connectFailure('-EnvironmentVariable')).message).toContain(message);
  });

  test('a job of GitHub without its variables is told what it lacks', async () => {
    await set({ ...ids, GITHUB_ACTIONS: 'true' });
    const { message } = await lab.connectFailure('-EnvironmentVariable');
    expect(message).toMatch(
      /ACTIONS_ID_TOKEN_REQUEST_URL is set only if the job has "permissions: id-token: write"/,
    );
  });
});

test('a secret counts before a token file, that before GitHub, and that before Azure DevOps', async () => {
  const secret = app.secrets[0] ?? '';
  const all = {
    ...ids,
    AZURE_CLIENT_SECRET: secret,
    AZURE_FEDERATED_TOKEN_FILE: tokenFile,
    ...pipeline.gitHub,
    ...pipeline.azureDevOps,
  };
  await set(all);
  await lab.connect('-EnvironmentVariable');
  await set({ ...all, AZURE_CLIENT_SECRET: '' });
  await lab.connect('-EnvironmentVariable');
  expect(pipeline.requests).toEqual([]);
  await set({ ...all, AZURE_CLIENT_SECRET: '', AZURE_FEDERATED_TOKEN_FILE: '' });
  await lab.connect('-EnvironmentVariable');
  expect(lab.tokenRequests).toMatchObject([
    { client_secret: secret },
    { client_assertion: expect.any(String) },
    { client_assertion: expect.any(String) },
  ]);
  expect(pipeline.requests.map(({ method }) => method)).toEqual(['GET']);
});
