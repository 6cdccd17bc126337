import type { Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { TcpServer } from '../backend/support/tcpServer.ts';
import { errorsOf, plain } from '../support/engine.ts';
import { enginePlatform } from '../support/enginePlatform.ts';
import { internals } from '../support/internals.ts';
import { command } from '../support/lab.ts';
import { ProxyServer } from '../support/proxyServer.ts';
import { psCredential, SignInLab } from '../support/signInLab.ts';

const noVariables = Object.fromEntries(
  ['HTTPS_PROXY', 'HTTP_PROXY', 'ALL_PROXY', 'NO_PROXY'].flatMap((name) => [
    [name, undefined],
    [name.toLowerCase(), undefined],
  ]),
);

/** The namespace of the engine host, which has proxy settings like those of a user's script. */
const doubles = 'PartnerSecurityScore.EngineHost';

let lab: SignInLab;
let proxy: ProxyServer;

beforeAll(async () => {
  lab = await SignInLab.start({ env: noVariables });
  await lab.mustRun(`${internals}
    $field = (Get-Internal -Name DotNetProxy).GetField('system', $flags)
    $before = $field.GetValue($null)`);
});

afterAll(() => lab.close());

beforeEach(async () => {
  proxy = await ProxyServer.start();
});

afterEach(async () => {
  await lab.mustRun('$field.SetValue($null, $before)');
  await proxy.close();
});

/** Returns a script that replaces the system's proxy settings with these settings. */
const withSystem = (settings: string) =>
  `$field.SetValue($null, [${doubles}.FixedProxy]::From((${settings})))`;

const signInWith = () =>
  `-ClientSecretCredential (${psCredential(lab.app.clientId, lab.app.secrets[0] ?? '')}) -TenantId ${lab.app.tenantId}`;

const asked = () => proxy.requests.map(({ method, target }) => `${method} ${target}`);

const toTls = `
  $null = Add-MgEnvironment -Name tls -GraphEndpoint https://127.0.0.1:9
  $secret = [securestring]::new(); 'opaque'.ToCharArray().ForEach({ $secret.AppendChar($_) })
  Connect-MgGraph -AccessToken $secret -Environment tls -NoWelcome`;

describe('the proxy of the system', () => {
  test('gets the requests for tokens, of sign-in and of renewal', async () => {
    const { host } = new URL(lab.signIn.url);
    lab.signIn.tokenLifetimeSeconds = 1;
    await lab.mustRun(withSystem(`[System.Net.WebProxy]::new('${proxy.url}')`));
    await lab.connect(signInWith());
    lab.signIn.tokenLifetimeSeconds = 3599;
    expect(new Set(asked())).toEqual(new Set([`CONNECT ${host}`]));
    const before = lab.signIn.requests.length;
    const { url } = proxy;
    await proxy.close();
    const { errors } = await lab.run(`${command} -CurrentScore 1`);
    expect(errors.map(({ message }) => message)).toEqual([
      expect.stringContaining(`not connect to the proxy ${url}`),
    ]);
    expect(lab.signIn.requests).toHaveLength(before);
    expect(lab.graph.requests).toEqual([]);
  });

  test('gets requests to Graph', async () => {
    proxy.refusal = '403 Forbidden';
    await lab.mustRun(`${withSystem(`[System.Net.WebProxy]::new('${proxy.url}')`)}; ${toTls}`);
    expect(asked()).toEqual([]);
    const { errors } = await lab.run(`${command} -CurrentScore 1`);
    expect(errors).toHaveLength(1);
    expect(asked()).toEqual(['CONNECT 127.0.0.1:9']);
  });

  test('is not asked for what its settings take out', async () => {
    await lab.mustRun(withSystem(`[System.Net.WebProxy]::new('${proxy.url}', $false, @('localhost'))`));
    await lab.connect(signInWith());
    expect(asked()).toEqual([]);
  });

  test('can be stopped while a script of the network makes up its mind', async () => {
    let reached = (_: Socket) => {};
    const script = await TcpServer.start((socket) => reached(socket));
    try {
      await lab.mustRun(`${toTls}; ${withSystem(`[${doubles}.WaitingProxy] @{ Port = ${script.port} }`)}`);
      const asking = new Promise<Socket>((resolve) => {
        reached = resolve;
      });
      const running = lab.run(`${command} -CurrentScore 1`);
      const socket = await asking;
      await lab.engine.stop();
      const { stopped, errors } = await running;
      expect([stopped, errors, socket.readableEnded]).toEqual([true, [], false]);
      const again = new Promise<Socket>((resolve) => {
        reached = resolve;
      });
      const failing = lab.run(`${command} -CurrentScore 1`);
      (await again).destroy();
      expect(errorsOf(await failing).map(({ message }) => message)).toEqual([
        expect.stringMatching(/The proxy for 127\.0\.0\.1:9 could not be determined: .*Nothing was sent/),
      ]);
    } finally {
      await script.close();
    }
  });

  test('is none on Linux, where .NET knows variables only', async () => {
    const { output } = await lab.mustRun('$null -eq $before');
    expect(output.map(plain)).toEqual([enginePlatform === 'linux']);
  });
});

const user = "[System.Net.NetworkCredential]::new('user', 'pass')";
const ofUser = { userName: 'user', password: 'pass' };

test.each<[string, string, object | undefined]>([
  ['its proxy', "'http://user:hidden@proxy.example:8080'", { address: 'http://proxy.example:8080' }],
  ['its default port', "'http://proxy.example'", { address: 'http://proxy.example' }],
  ['another scheme', "'socks5://proxy.example:1080'", { address: 'socks5://proxy.example:1080' }],
  ['a host that is taken out', "'http://proxy.example', $true, @('graph\\.example')", undefined],
  ['no proxy at all', '', undefined],
  ['a user', `'http://p.example', $true, @(), ${user}`, { address: 'http://p.example', ...ofUser }],
  [
    'a user of a domain',
    "'http://p.example', $true, @(), [System.Net.NetworkCredential]::new('user', 'pass', 'CORP')",
    { address: 'http://p.example', userName: 'CORP\\user', password: 'pass' },
  ],
  [
    'the current user',
    "'http://p.example', $true, @(), [System.Net.CredentialCache]::DefaultCredentials",
    { address: 'http://p.example', useDefaultCredentials: true },
  ],
  [
    'the current user for Negotiate only',
    "'http://p.example', $true, @(), (New-Cache Negotiate ([System.Net.CredentialCache]::DefaultNetworkCredentials))",
    { address: 'http://p.example', useDefaultCredentials: true },
  ],
  [
    'a user for Basic only',
    `'http://p.example', $true, @(), (New-Cache Basic (${user}))`,
    { address: 'http://p.example', ...ofUser },
  ],
  [
    'a user whose password is never to be sent as it is',
    `'http://p.example', $true, @(), (New-Cache Negotiate (${user}))`,
    { address: 'http://p.example' },
  ],
  [
    'an empty user',
    "'http://p.example', $true, @(), [System.Net.NetworkCredential]::new()",
    { address: 'http://p.example' },
  ],
])('settings with %s', async (_, args, proxyFound) => {
  expect(await find(`[System.Net.WebProxy]::new(${args})`)).toEqual({
    source: 'The system',
    ...(proxyFound && { proxy: proxyFound }),
  });
});

test.each([
  ['the destination itself', `[${doubles}.FixedProxy] @{ IsSelf = $true }`],
  ['nothing', `[${doubles}.FixedProxy]::new()`],
])('a script that gives %s means the direct way', async (_, settings) => {
  expect(await find(settings)).toEqual({ source: 'The system' });
});

/** A script that writes the answer to `proxy/find`. */
const findScript = `
  $writer = New-Internal -Name JsonWriter -Arguments @([int]::MaxValue)
  $null = Invoke-Internal -Of $writer -Method BeginObject
  $write = (Get-Internal -Name DotNetProxy).GetMethod('Find', $flags).Invoke($null, @('https://graph.example'))
  $null = $write.DynamicInvoke($writer)
  $null = Invoke-Internal -Of $writer -Method EndObject
  $writer.ToString()`;

async function find(settings: string): Promise<unknown> {
  const { output } = await lab.mustRun(`
    function New-Cache($Kind, $Credential) {
      $cache = [System.Net.CredentialCache]::new(); $cache.Add('http://p.example', $Kind, $Credential); , $cache
    }
    ${withSystem(settings)}
    ${findScript}`);
  return JSON.parse(output.map(({ text }) => text).join(''));
}

test('a variable is named as it is spelled, which on Windows may be in any way', async () => {
  const { output } = await lab.mustRun(`
    $spelled = (Get-Internal -Name ProxySources).GetMethod('AsSpelled', $flags)
    foreach ($all in @('Path', 'Https_Proxy'), @('HTTPS_PROXY'), @('HTTPS_PROXY', 'https_proxy')) { $spelled.Invoke($null, @('https_proxy', $all)) }`);
  expect(output.map(plain)).toEqual(['Https_Proxy', 'HTTPS_PROXY', 'https_proxy']);
});

// This test comes last, because .NET keeps what it finds.
test('nothing makes .NET look for proxies, which it does once; what it found then counts no more', async () => {
  await lab.begin({ ...noVariables, HTTPS_PROXY: 'http://127.0.0.1:9' });
  const look = (type: string, field: string) => `[${type}].GetField('${field}', $flags).GetValue($null)`;
  const { output, errors } = await lab.run(`
      ${toTls}
      ${command} -CurrentScore 1 -ErrorAction SilentlyContinue
      $null -eq ${look('System.Net.Http.HttpClient', 's_defaultProxy')}
      ${look('System.Net.WebRequest', 's_DefaultWebProxyInitialized')}
      $null = [System.Net.WebRequest]::DefaultWebProxy
      $kind = (Get-Internal -Name DotNetProxy).GetProperty('Kind', $flags)
      "kind: $($kind.GetValue($null))"
      (Get-Internal -Name DotNetProxy).GetField('system', $flags).SetValue($null, [System.Func[System.Net.IWebProxy]] { [System.Net.WebRequest]::DefaultWebProxy })
      ${findScript}
      [System.Net.WebRequest]::DefaultWebProxy.GetProxy('https://graph.example').ToString()`);
  expect(errors).toEqual([]);
  const kind = enginePlatform === 'linux' ? 'kind: ' : 'kind: system';
  expect(output.map(plain)).toEqual([true, false, kind, '{"source":"The system"}', 'http://127.0.0.1:9/']);
});
