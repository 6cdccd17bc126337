import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { command } from '../../support/lab.ts';
import { psQuote } from '../../support/psQuote.ts';
import { clientCertificate } from '../../support/signIn/clientCertificate.ts';
import { connectScript, psCredential, SignInLab, secureString } from '../../support/signInLab.ts';
import { accessToken } from '../../support/tokens.ts';

let lab: SignInLab;
let home: string;

beforeAll(async () => {
  home = mkdtempSync(path.join(tmpdir(), 'pss-secrets-'));
  lab = await SignInLab.start({
    env: { HOME: home, USERPROFILE: home, TMPDIR: home, TEMP: home, TMP: home },
  });
  lab.signIn.autoApproveDevice = true;
});

afterAll(async () => {
  await lab.close();
  rmSync(home, { recursive: true, force: true });
});

/** What nobody may ever see: everything secret that went over the wire, and what scripts gave. */
function secrets(given: string[]): string[] {
  const fields = [
    'client_secret',
    'client_assertion',
    'refresh_token',
    'code',
    'code_verifier',
    'device_code',
  ];
  const sent = lab.signIn.requests
    .filter(({ kind }) => kind === 'token')
    .flatMap(({ form }) => fields.map((name) => form[name] ?? ''));
  const tokens = lab.signIn.issued.map(({ token }) => token.split('.')[2] ?? '');
  return [...given, ...sent, ...tokens].filter((secret) => secret !== '');
}

/** Everything below a folder, and what the system shows of the processes. */
async function places(): Promise<[name: string, text: string][]> {
  const files = readdirSync(home, { recursive: true, encoding: 'utf8' })
    .map((name) => path.join(home, name))
    .filter((file) => statSync(file).isFile());
  const { output } = await lab.mustRun('[PartnerSecurityScore.BackendHost]::ProcessId');
  const processes = process.platform === 'linux' ? [lab.engine.pid, Number(output[0]?.text)] : [];
  const shown = processes.flatMap((pid) => [`/proc/${pid}/environ`, `/proc/${pid}/cmdline`]);
  return [...files, ...shown].map((file) => [file, readFileSync(file, 'latin1')]);
}

test('no secret is in any stream, error, file, environment or argument list, whatever happens', async () => {
  const { cert, key } = await clientCertificate();
  lab.signIn.register({ ...lab.app, certificates: [cert] });
  const token = accessToken({ tid: lab.app.tenantId });
  const secret = lab.app.secrets[0] ?? '';
  const app = `-ClientId ${lab.app.clientId} -TenantId ${lab.app.tenantId}`;
  const withSecret = (value: string) =>
    `-ClientSecretCredential (${psCredential(lab.app.clientId, value)}) -TenantId ${lab.app.tenantId}`;
  const signIns = [
    withSecret(secret),
    withSecret('planted-wrong-secret'),
    `${app} -Certificate ([System.Security.Cryptography.X509Certificates.X509Certificate2]::CreateFromPem(${psQuote(cert)}, ${psQuote(key)}))`,
    `${app} -UseDeviceCode`,
    `-AccessToken ${secureString(token)}`,
    `-AccessToken ${secureString(accessToken({ exp: 1_600_000_000 }))}`,
  ];
  const proxyCredential = psCredential('user', 'planted-proxy-password');
  const calls = [
    `${command} -CurrentScore 1 -Debug -Verbose`,
    `${command} -CurrentScore 1 -Debug -Proxy http://127.0.0.1:9 -ProxyCredential (${proxyCredential})`,
    `${command} -CurrentScore 1 -Debug -HttpPipelinePrepend { param($req, $callback, $next) throw "headers: $($req.Headers)" }`,
  ];
  const shown: string[] = [];
  for (const signIn of signIns) {
    lab.graph.next({ status: 401 });
    const script = `$DebugPreference = $VerbosePreference = 'Continue'
      ${connectScript(signIn).replace('-NoWelcome', '-Debug -Verbose')}
      Get-MgContext; ${calls.join('; ')}; $Error.ForEach({ $_.Exception.ToString(); $_.ScriptStackTrace })`;
    const { output, errors, ...rest } = await lab.run(script);
    // The script itself is in the position of errors, with what was planted in it; that is not ours to hide.
    shown.push(JSON.stringify({ output, rest, errors: errors.map(({ position: _, ...error }) => error) }));
    lab.graph.dropNext();
  }
  expect(shown.join('')).toMatch(/AADSTS7000215/);
  const hidden = secrets([
    'planted-wrong-secret',
    'planted-proxy-password',
    token.slice(0, 60),
    ...key.split('\n').slice(1, -2),
  ]);
  expect(hidden.length).toBeGreaterThan(12);
  const found = [...shown.map((text): [string, string] => ['streams', text]), ...(await places())].filter(
    ([, text]) => hidden.some((value) => text.includes(value)),
  );
  expect(found.map(([name]) => name)).toEqual([]);
});
