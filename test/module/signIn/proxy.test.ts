import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { command, endBackend } from '../../support/lab.ts';
import { ProxyServer } from '../../support/proxyServer.ts';
import { psCredential, SignInLab } from '../../support/signInLab.ts';
import type { Variables } from '../../support/variables.ts';

let proxy: ProxyServer;
let lab: SignInLab;

beforeAll(async () => {
  proxy = await ProxyServer.start();
  lab = await SignInLab.start();
});

afterAll(async () => {
  await lab.close();
  await proxy.close();
});

/** Starts each test of a group with these variables, and without sessions, connections or recorded requests. */
function startWith(variables: () => Variables): void {
  beforeEach(async () => {
    await lab.begin(variables());
    proxy.requests.length = 0;
    proxy.refusal = undefined;
  });
}

const signInWith = () =>
  `-ClientSecretCredential (${psCredential(lab.app.clientId, lab.app.secrets[0] ?? '')}) -TenantId ${lab.app.tenantId}`;

const signInHost = () => new URL(lab.signIn.url).host;

describe('with HTTPS_PROXY, requests for tokens', () => {
  startWith(() => ({ HTTPS_PROXY: proxy.url, NO_PROXY: undefined, no_proxy: undefined }));

  test('go through the proxy that HTTPS_PROXY names', async () => {
    const { verbose } = await lab.connect(`${signInWith()} -Verbose`);
    expect(verbose.at(-1)).toContain(`through the proxy ${new URL(proxy.url).origin}.`);
    const tunnels = proxy.requests.map(({ method, target }) => `${method} ${target}`);
    expect(new Set(tunnels)).toEqual(new Set([`CONNECT ${signInHost()}`]));
    expect(lab.tokenRequests).toHaveLength(1);
  });

  test('go nowhere else when that proxy refuses', async () => {
    proxy.refusal = '407 Proxy Authentication Required';
    const failure = await lab.connectFailure(signInWith());
    expect(failure.message).toMatch(
      /the proxy http:\S+ refused the connection \(407 Proxy Authentication Required\)/,
    );
    expect(lab.signIn.requests).toEqual([]);
  });
});

describe('with NO_PROXY too, requests for tokens', () => {
  startWith(() => ({ HTTPS_PROXY: proxy.url, NO_PROXY: 'localhost', no_proxy: undefined }));

  test('go direct to hosts that NO_PROXY names', async () => {
    await lab.connect(signInWith());
    expect(proxy.requests).toEqual([]);
  });
});

describe('without these variables, requests for tokens', () => {
  startWith(() => ({}));

  test('go through -Proxy with its credentials when a command renews its token [proxy-break.proxy-sign-in]', async () => {
    lab.signIn.tokenLifetimeSeconds = 1;
    await lab.connect(signInWith());
    lab.signIn.requests.length = 0;
    lab.signIn.tokenLifetimeSeconds = 3599;
    const credential = psCredential('proxy-user', 'proxy-password');
    await lab.mustRun(
      `$null = ${command} -CurrentScore 1 -Proxy ${proxy.url} -ProxyCredential (${credential})`,
    );
    expect(lab.tokenRequests).toHaveLength(1);
    const basic = `Basic ${Buffer.from('proxy-user:proxy-password').toString('base64')}`;
    expect(proxy.requests.map(({ target, credentials }) => [target, credentials])).toEqual(
      expect.arrayContaining([
        [signInHost(), basic],
        [new URL(lab.graph.url).host, basic],
      ]),
    );
  });

  test('go through -Proxy when a backend is started anew', async () => {
    await lab.connect(signInWith());
    lab.signIn.requests.length = 0;
    await lab.mustRun(`
      ${endBackend}
      $null = ${command} -CurrentScore 1 -Proxy ${proxy.url}`);
    expect(lab.tokenRequests).toHaveLength(1);
    expect(proxy.requests.map(({ target }) => target)).toContain(signInHost());
  });

  test('never go direct when -Proxy cannot be reached', async () => {
    lab.signIn.tokenLifetimeSeconds = 1;
    await lab.connect(signInWith());
    lab.signIn.requests.length = 0;
    const { errors } = await lab.run(`${command} -CurrentScore 1 -Proxy http://127.0.0.1:9`);
    expect(errors.map(({ message }) => message)).toEqual([
      expect.stringMatching(
        /could not connect to the proxy http:\/\/127\.0\.0\.1:9: the connection was refused/,
      ),
    ]);
    expect(lab.signIn.requests).toEqual([]);
    expect(lab.graph.requests).toEqual([]);
  });
});
