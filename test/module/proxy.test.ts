import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { plain } from '../support/engine.ts';
import { command, Lab } from '../support/lab.ts';
import { freePort } from '../support/ports.ts';
import { ProxyServer } from '../support/proxyServer.ts';

let lab: Lab;
let proxy: ProxyServer;

beforeAll(async () => {
  lab = await Lab.start();
});

afterAll(() => lab.close());

beforeEach(async () => {
  proxy = await ProxyServer.start();
});

afterEach(() => proxy.close());

const credential = `
  $password = [securestring]::new(); 'p:ä'.ToCharArray().ForEach({ $password.AppendChar($_) })
  $credential = [pscredential]::new('DOMAIN\\user', $password)`;

test('-Proxy and -ProxyCredential are used [proxy-break.proxy] [proxy-break.proxy-credential]', async () => {
  await lab.mustRun(`${credential}
    $null = ${command} -CurrentScore 1 -Proxy ${proxy.url} -ProxyCredential $credential`);
  expect(proxy.requests).toEqual([
    {
      method: 'CONNECT',
      target: new URL(lab.server.url).host,
      credentials: `Basic ${Buffer.from('DOMAIN\\user:p:ä').toString('base64')}`,
      authorization: undefined,
    },
  ]);
  expect(lab.server.requests.at(-1)?.headers).not.toHaveProperty('proxy-authorization');
});

test('without -Proxy the proxy is not used', async () => {
  await lab.mustRun(`$null = ${command} -CurrentScore 1`);
  expect(proxy.requests).toEqual([]);
});

test('a proxy that fails is an error, and nothing goes past it', async () => {
  const port = await freePort();
  const { errors } = await lab.sendsNothing(`${command} -CurrentScore 1 -Proxy http://127.0.0.1:${port}`);
  expect(errors).toHaveLength(1);
});

test.each(['http://10.0.0.256:8080', 'http://xn--a:8080'])(
  '%s, which .NET takes for a URL, is an error that names the parameter',
  async (address) => {
    const { errors } = await lab.sendsNothing(`${command} -CurrentScore 1 -Proxy ${address}`);
    expect(errors.map(({ message }) => message)).toEqual([
      expect.stringMatching(
        /^The address of the proxy is not a valid URL\. Nothing was sent.*Specify a URL such as .* with -Proxy\.$/,
      ),
    ]);
    const { output } = await lab.mustRun('$Error[0].Exception.MayHaveBeenSent');
    expect(output.map(plain)).toEqual([false]);
  },
);

test.each([
  [
    'two kinds of credentials',
    '-Proxy http://127.0.0.1:9 -ProxyCredential $credential -ProxyUseDefaultCredentials',
    /-ProxyCredential and -ProxyUseDefaultCredentials cannot be used together\. Nothing was sent\./,
  ],
  [
    'default credentials without a proxy',
    '-ProxyUseDefaultCredentials',
    /-ProxyUseDefaultCredentials requires -Proxy\. Nothing was sent\./,
  ],
  ['credentials without a proxy', '-ProxyCredential $credential', /-ProxyCredential requires -Proxy/],
  ['no URL', '-Proxy proxy.example', /'proxy.example' is not an http or https URL/],
  [
    'a password in the URL',
    '-Proxy http://user:hidden@127.0.0.1:9',
    /must not contain a user name or password/,
  ],
  [
    'a password for another kind',
    '-Proxy socks5://user:hidden@127.0.0.1:9',
    /-Proxy is not an http or https URL such as http/,
  ],
  [
    'a password without a scheme',
    '-Proxy user:hidden@127.0.0.1:9',
    /-Proxy is not an http or https URL such as http/,
  ],
  [
    'a password that makes it no URL',
    '-Proxy http://user:hid/hidden@127.0.0.1:9',
    /-Proxy is not an http or https URL such as http/,
  ],
])('%s is an error before anything is sent', async (_, parameters, message) => {
  const failure = await lab.failure(`${credential}; ${command} -CurrentScore 1 ${parameters}`);
  expect(failure.message).toMatch(message);
  expect(failure.message).toContain('Nothing was sent.');
  expect(failure.message).not.toContain('hidden');
  const { output } = await lab.mustRun(
    `${credential}; $Error.Clear(); try { ${command} -CurrentScore 1 ${parameters} } catch { }; $Error.Count`,
  );
  expect(output.map(plain)).toEqual([1]);
});
