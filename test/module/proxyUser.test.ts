import { connect } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { plain } from '../support/engine.ts';
import { enginePlatform } from '../support/enginePlatform.ts';
import { KerberosProxy } from '../support/kerberosProxy.ts';
import { KerberosRealm } from '../support/kerberosRealm.ts';
import { command, Lab } from '../support/lab.ts';
import { demand, tunnel } from '../support/legProxy.ts';
import { SignInServer } from '../support/signIn/signInServer.ts';
import { psCredential, registration } from '../support/signInLab.ts';

// Only on Linux can the test create a Kerberos realm. Elsewhere, the system would use the real user's credentials.
const hasRealm = enginePlatform === 'linux';

let realm: KerberosRealm | undefined;
let lab: Lab;

// The Kerberos library reads only the variables that its process started with. One process is both the user and the
// proxy's verifier: the tickets are for the one, and the keys for the other.
beforeAll(async () => {
  realm = hasRealm ? await KerberosRealm.start('HTTP/localhost') : undefined;
  lab = await Lab.start({ env: { ...realm?.userEnv, ...realm?.serviceEnv } });
});

afterAll(async () => {
  await lab?.close();
  await realm?.close();
});

describe('-ProxyUseDefaultCredentials', () => {
  test('-ProxyUseDefaultCredentials:$false asks for nothing', async () => {
    await lab.mustRun(`$null = ${command} -CurrentScore 1 -ProxyUseDefaultCredentials:$false`);
    expect(lab.server.requests).toHaveLength(1);
  });

  test('default credentials are an error where .NET cannot prove them [proxy-break.proxy-default-credentials]', async () => {
    // Calls the check without a NegotiateAuthentication type, which .NET Framework does not have.
    const { message } = await lab.failure(`
      $type = [PartnerSecurityScore.AuthContext].Assembly.GetType('PartnerSecurityScore.Proxies.ProxySettings', $true)
      $check = $type.GetMethod('RequireDefaultCredentials', [System.Reflection.BindingFlags] 'NonPublic, Static')
      try { $check.Invoke($null, @($null, [uri] 'http://127.0.0.1:9', $null)) }
      catch [System.Reflection.TargetInvocationException] { throw $_.Exception.InnerException }`);
    expect(message).toMatch(
      /authentication as the current user requires PowerShell 7\.3 or later, .*Nothing was sent\. .*-ProxyCredential/,
    );
  });
});

if (hasRealm) {
  describe('-ProxyUseDefaultCredentials in a Kerberos realm', () => {
    let kerberos: KerberosProxy;

    const asUser = () => `-Proxy ${kerberos.url} -ProxyUseDefaultCredentials`;

    beforeAll(async () => {
      kerberos = await KerberosProxy.start(realm as KerberosRealm, lab.engine);
    });

    afterAll(() => kerberos.close());

    beforeEach(async () => {
      kerberos.reset();
      kerberos.realm.signIn();
      await lab.begin();
    });

    test("proves the user to the proxy by the user's Kerberos ticket [proxy-break.proxy-default-credentials]", async () => {
      await lab.mustRun(`$null = ${command} -CurrentScore 1 ${asUser()}`);
      expect(kerberos.users).toEqual([kerberos.realm.user]);
      const { host } = new URL(lab.server.url);
      expect(kerberos.proxy.requests.map(({ connection, target }) => [connection, target])).toEqual([
        [expect.any(Number), host],
        [kerberos.proxy.requests[0]?.connection, host],
      ]);
      expect(kerberos.proxy.requests[0]?.credentials).toBeUndefined();
      expect(lab.server.requests.map(({ method }) => method)).toEqual(['PATCH']);
      expect(lab.server.requests[0]?.headers).not.toHaveProperty('proxy-authorization');
    });

    test('keeps nothing of what was said once there is a tunnel', async () => {
      const { output } = await lab.mustRun(`
        $null = ${command} -CurrentScore 1 ${asUser()}
        $own = [System.Reflection.BindingFlags] 'NonPublic, Static, Instance'
        $part = [PartnerSecurityScore.Backend.BackendHost].GetField('current', $own).GetValue($null).Result
        foreach ($name in 'requests', 'proxies', 'open') { $part = $part.GetType().GetField($name, $own).GetValue($part) }
        $part.GetType().FullName -like '*ConcurrentDictionary*'; $part.Count`);
      expect(output.map(plain)).toEqual([true, 0]);
      expect(kerberos.users).toHaveLength(1);
    });

    test('sends requests one after the other through one tunnel', async () => {
      await lab.mustRun(`1..3 | ForEach-Object { $null = ${command} -CurrentScore $_ ${asUser()} }`);
      expect(lab.server.requests).toHaveLength(3);
      expect(kerberos.users).toHaveLength(1);
    });

    test('is an error before anything is sent where there is no ticket', async () => {
      kerberos.realm.signOut();
      const { errors } = await lab.sendsNothing(`${command} -CurrentScore 1 ${asUser()}`);
      expect(errors.map(({ message }) => message)).toEqual([
        expect.stringMatching(
          /the current user cannot be authenticated to the proxy .*: there is no valid Kerberos ticket .*kinit.*Nothing was sent\./,
        ),
      ]);
      expect(kerberos.proxy.requests.map(({ credentials }) => credentials)).toEqual([undefined]);
    });

    test('is an error before anything is sent where the realm does not know the proxy', async () => {
      const other = `http://127.0.0.1:${kerberos.proxy.port}`;
      const { errors } = await lab.sendsNothing(
        `${command} -CurrentScore 1 -Proxy ${other} -ProxyUseDefaultCredentials`,
      );
      expect(errors.map(({ message }) => message)).toEqual([
        expect.stringMatching(/no ticket for HTTP\/127/),
      ]);
    });

    test('is an error before anything is sent where the proxy does not take the user', async () => {
      const seen: string[] = [];
      kerberos.proxy.use(({ credentials }) => {
        seen.push(credentials ?? '');
        return demand('Negotiate');
      });
      const { errors } = await lab.sendsNothing(`${command} -CurrentScore 1 ${asUser()}`);
      expect(errors.map(({ message }) => message)).toEqual([
        expect.stringMatching(/the proxy does not accept the current user\. Nothing was sent\./),
      ]);
      const token = seen[1]?.replace('Negotiate ', '') ?? '';
      expect(token.length).toBeGreaterThan(100);
      expect(JSON.stringify(errors)).not.toContain(token);
    });

    test('ends before anything is sent where the proxy proves to be another', async () => {
      kerberos.proxy.use(({ credentials }) =>
        credentials === undefined
          ? demand('Negotiate')
          : { ...tunnel, headers: ['Proxy-Authenticate: Negotiate bm8gcHJvb2Y='] },
      );
      const { errors } = await lab.sendsNothing(`${command} -CurrentScore 1 ${asUser()}`);
      expect(errors.map(({ message }) => message)).toEqual([
        expect.stringMatching(/its response does not prove that it is HTTP\/localhost .*Nothing was sent\./),
      ]);
      expect(kerberos.proxy.requests).toHaveLength(2);
    });

    test('is an error before anything is sent where the proxy accepts only NTLM', async () => {
      kerberos.proxy.use(() => demand('NTLM'));
      const { errors } = await lab.sendsNothing(`${command} -CurrentScore 1 ${asUser()}`);
      expect(errors.map(({ message }) => message)).toEqual([
        expect.stringMatching(
          /it offers NTLM but not Negotiate, and NTLM cannot authenticate the current user on this system/,
        ),
      ]);
      expect(kerberos.proxy.requests).toHaveLength(1);
    });

    test('opens a tunnel for a ticket only', async () => {
      const answer = await new Promise<string>((resolve, reject) => {
        const socket = connect(kerberos.proxy.port, '127.0.0.1').setEncoding('latin1');
        socket.on('error', reject).once('data', (data) => {
          socket.destroy();
          resolve(String(data));
        });
        socket.write('CONNECT 127.0.0.1:9 HTTP/1.1\r\nProxy-Authorization: Negotiate bm8gdGlja2V0\r\n\r\n');
      });
      expect(answer).toMatch(/^HTTP\/1\.1 407 /);
      expect(kerberos.users).toEqual([]);
    });

    test('-ProxyUseDefaultCredentials counts for the token that a command renews', async () => {
      const signIn = await SignInServer.start();
      try {
        const app = registration();
        signIn.register(app);
        signIn.tokenLifetimeSeconds = 1;
        await lab.begin({ NODE_EXTRA_CA_CERTS: signIn.caFile });
        await lab.mustRun(`
          $null = Add-MgEnvironment -Name realm -GraphEndpoint ${lab.server.url} -AzureADEndpoint ${signIn.url}
          Connect-MgGraph -Environment realm -TenantId ${app.tenantId} -NoWelcome -ClientSecretCredential (
            ${psCredential(app.clientId, app.secrets[0] ?? '')})`);
        signIn.requests.length = 0;
        signIn.tokenLifetimeSeconds = 3599;
        expect(kerberos.users).toEqual([]);
        await lab.mustRun(`$null = ${command} -CurrentScore 1 ${asUser()}`);
        expect(signIn.requests.filter(({ kind }) => kind === 'token')).toHaveLength(1);
        expect(new Set(kerberos.users)).toEqual(new Set([kerberos.realm.user]));
        expect(new Set(kerberos.proxy.requests.map(({ target }) => target))).toEqual(
          new Set([new URL(signIn.url).host, new URL(lab.server.url).host]),
        );
      } finally {
        await signIn.close();
      }
    });
  });
}
