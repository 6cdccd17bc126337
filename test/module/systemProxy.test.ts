import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { plain } from '../support/engine.ts';
import { command, importModule } from '../support/lab.ts';
import { ProxyServer } from '../support/proxyServer.ts';
import { psCredential, SignInLab } from '../support/signInLab.ts';

let proxy: ProxyServer;
let lab: SignInLab;

beforeEach(async () => {
  proxy = await ProxyServer.start();
  lab = await SignInLab.start();
});

afterEach(async () => {
  await lab.close();
  await proxy.close();
});

/** The type that decides, which is the assembly's own. */
const type = `
  $type = [PartnerSecurityScore.SessionTable].Assembly.GetType('PartnerSecurityScore.SystemProxy', $true)
  $own = [System.Reflection.BindingFlags] 'NonPublic, Static'`;

/** Has these settings stand for those of Windows, which alone is asked otherwise. */
const withSystem = (settings: string) => `${type}
  $settings = ${settings}
  $type.GetField('system', $own).SetValue($null, [System.Func[System.Net.IWebProxy]] { $settings }.GetNewClosure())`;

const signInWith = () =>
  `-ClientSecretCredential (${psCredential(lab.app.clientId, lab.app.secrets[0] ?? '')}) -TenantId ${lab.app.tenantId}`;

const asked = () => proxy.requests.map(({ method, target }) => `${method} ${target}`);

describe('the proxy of the system', () => {
  test('gets the requests for tokens, of sign-in and of renewal', async () => {
    const { host } = new URL(lab.signIn.url);
    lab.signIn.tokenLifetimeSeconds = 1;
    await lab.mustRun(withSystem(`[System.Net.WebProxy]::new('${proxy.url}')`));
    await lab.connect(signInWith());
    expect(new Set(asked())).toEqual(new Set([`CONNECT ${host}`]));
    const before = lab.signIn.requests.length;
    const { url } = proxy;
    await proxy.close();
    const { errors } = await lab.run(`${command} -CurrentScore 1`);
    expect(errors.map(({ message }) => message)).toEqual([
      expect.stringContaining(`no connection to the proxy ${url}`),
    ]);
    expect(lab.signIn.requests).toHaveLength(before);
    expect(lab.graph.requests).toEqual([]);
  });

  test('gets requests to Graph', async () => {
    proxy.refusal = '403 Forbidden';
    await lab.mustRun(`${withSystem(`[System.Net.WebProxy]::new('${proxy.url}')`)}
      $null = Add-MgEnvironment -Name tls -GraphEndpoint https://127.0.0.1:9
      $secret = [securestring]::new(); 'opaque'.ToCharArray().ForEach({ $secret.AppendChar($_) })
      Connect-MgGraph -AccessToken $secret -Environment tls -NoWelcome`);
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

  test('does not count on other systems than Windows', async () => {
    const { output } = await lab.mustRun(`${type}
      $system = $type.GetField('system', $own).GetValue($null)
      ($null -ne $system.Invoke()) -eq [System.Runtime.InteropServices.RuntimeInformation]::IsOSPlatform([System.Runtime.InteropServices.OSPlatform]::Windows)`);
    expect(output.map(plain)).toEqual([true]);
  });
});

test.each([
  [
    'its proxy',
    "[System.Net.WebProxy]::new('http://user:hidden@proxy.example:8080')",
    'https://graph.example/a',
    'http://proxy.example:8080',
  ],
  [
    'its default port',
    "[System.Net.WebProxy]::new('http://proxy.example')",
    'https://graph.example/a',
    'http://proxy.example',
  ],
  [
    'a host that is taken out',
    "[System.Net.WebProxy]::new('http://proxy.example', $true, @('graph\\.example'))",
    'https://graph.example/a',
    null,
  ],
  ['no proxy at all', '[System.Net.WebProxy]::new()', 'https://graph.example/a', null],
  [
    'http, which stays on this computer',
    "[System.Net.WebProxy]::new('http://proxy.example')",
    'http://127.0.0.1/',
    null,
  ],
  [
    'a script that gives the destination itself',
    '[ScriptedProxy]::new($true)',
    'https://graph.example/a',
    null,
  ],
  ['a script that gives nothing', '[ScriptedProxy]::new($false)', 'https://graph.example/a', null],
])('for %s', async (_, settings, destination, address) => {
  const { output } = await lab.mustRun(`${importModule}
    class ScriptedProxy : System.Net.IWebProxy {
      [System.Net.ICredentials] $Credentials
      [bool] $isSelf
      ScriptedProxy([bool] $isSelf) { $this.isSelf = $isSelf }
      [uri] GetProxy([uri] $destination) { if ($this.isSelf) { return $destination }; return $null }
      [bool] IsBypassed([uri] $destination) { return $false }
    }
    ${type}
    , $type.GetMethod('AddressFor', $own).Invoke($null, @([System.Net.IWebProxy] (${settings}), [uri] '${destination}'))`);
  expect(output.map(plain)).toEqual([address]);
});
