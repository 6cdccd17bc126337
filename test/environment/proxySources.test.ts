import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { errorsOf } from '../support/engine.ts';
import { GatewayProxy } from '../support/gatewayProxy.ts';
import { command, connect } from '../support/lab.ts';
import { psCredential, SignInLab } from '../support/signInLab.ts';
import { accessToken } from '../support/tokens.ts';

/** Host names that nothing can resolve. The tests check which proxy receives a CONNECT request for them. */
const graphHost = 'graph.contoso.invalid';
const signInHost = 'login.contoso.invalid';

const variables = ['HTTPS_PROXY', 'https_proxy', 'ALL_PROXY', 'all_proxy', 'NO_PROXY', 'no_proxy'];

let lab: SignInLab;
let proxy: GatewayProxy;

beforeAll(async () => {
  lab = await SignInLab.start({ env: Object.fromEntries(variables.map((name) => [name, undefined])) });
  await lab.mustRun(
    '$before = [System.Net.Http.HttpClient]::DefaultProxy, [System.Net.WebRequest]::DefaultWebProxy',
  );
});

afterAll(() => lab.close());

beforeEach(async () => {
  proxy = await GatewayProxy.start({ credentials: { userName: 'user', password: 'pass' } });
  await lab.mustRun(connect({ url: `https://${graphHost}` }, accessToken()));
});

afterEach(async () => {
  await lab.mustRun(`
    Remove-Item -Path Env:HTTPS_PROXY, Env:NO_PROXY -ErrorAction Ignore
    [System.Net.Http.HttpClient]::DefaultProxy, [System.Net.WebRequest]::DefaultWebProxy = $before`);
  await proxy.close();
});

const update = `${command} -CurrentScore 1`;

/** Runs a script that cannot reach its host, and returns the error message and the last request to the proxy. */
async function failing(
  script: string,
): Promise<{ message: string | undefined; target?: string; userName?: string }> {
  const errors = errorsOf(await lab.run(script));
  expect(errors).toHaveLength(1);
  return { message: errors[0]?.message, ...proxy.requests.at(-1) };
}

const withUser = () => proxy.url.replace('//', '//user:pass@');
const webProxy = () =>
  `([System.Net.WebProxy]@{ Address = '${proxy.url}'; Credentials = [System.Net.NetworkCredential]::new('user', 'pass') })`;

const afterImport: [string, () => string][] = [
  ['$env:HTTPS_PROXY', () => `$env:HTTPS_PROXY = '${withUser()}'`],
  ['HttpClient.DefaultProxy', () => `[System.Net.Http.HttpClient]::DefaultProxy = ${webProxy()}`],
  ['WebRequest.DefaultWebProxy', () => `[System.Net.WebRequest]::DefaultWebProxy = ${webProxy()}`],
  [
    'HttpClient.DefaultProxy, before that of the environment',
    () =>
      `$env:HTTPS_PROXY = 'http://127.0.0.1:9'; [System.Net.Http.HttpClient]::DefaultProxy = ${webProxy()}`,
  ],
];

describe('a proxy that a script sets after the import, with its user [proxy-break.proxy-sources]', () => {
  test.each(afterImport)('D2: gets requests to Graph: %s', async (_, set) => {
    expect(await failing(`${set()}; ${update}`)).toMatchObject({
      target: `${graphHost}:443`,
      userName: 'user',
    });
  });

  test.each(afterImport)('D2: gets requests for tokens: %s', async (_, set) => {
    const credential = psCredential(lab.app.clientId, lab.app.secrets[0] ?? '');
    expect(
      await failing(`
        ${set()}
        $null = Add-MgEnvironment -Name far -GraphEndpoint https://${graphHost} -AzureADEndpoint https://${signInHost}
        Connect-MgGraph -Environment far -ClientSecretCredential (${credential}) -TenantId ${lab.app.tenantId} -NoWelcome`),
    ).toMatchObject({ target: `${signInHost}:443`, userName: 'user' });
  });

  test('D2: gets nothing for the hosts of $env:NO_PROXY, which counts as it is now', async () => {
    const set = `$env:HTTPS_PROXY = '${withUser()}'`;
    expect(await failing(`${set}; ${update}`)).toMatchObject({ target: `${graphHost}:443` });
    proxy.requests.length = 0;
    const { message } = await failing(`$env:NO_PROXY = '.contoso.invalid'; ${update}`);
    expect(message).toContain(graphHost);
    expect(proxy.requests).toEqual([]);
  });

  test('gets nothing where -Proxy names another one', async () => {
    const other = await GatewayProxy.start();
    try {
      await failing(`${afterImport.map(([, set]) => set()).join('; ')}; ${update} -Proxy ${other.url}`);
      expect([proxy.requests.length, other.requests.map(({ target }) => target)]).toEqual([
        0,
        [`${graphHost}:443`],
      ]);
    } finally {
      await other.close();
    }
  });
});
