import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { BesideLab } from '../support/besideLab.ts';
import { plain } from '../support/engine.ts';
import type { Answer, Handler } from '../support/graphServer.ts';
import { command, connect } from '../support/lab.ts';
import { freePort } from '../support/ports.ts';
import type { PsError } from '../support/runResult.ts';

let lab: BesideLab;

beforeAll(async () => {
  lab = await BesideLab.start();
});

afterAll(() => lab.close());

beforeEach(async () => {
  await lab.mustRun(lab.signIn);
});

const ownId = `Microsoft.Graph.Beta.PowerShell.Cmdlets.UpdateMgBetaSecurityPartnerSecurityScore_UpdateExpanded,${command}`;
const membersOf = (error: PsError | undefined) =>
  ['Code', 'MayHaveBeenSent', 'StatusCode'].map((name) => plain(error?.properties[name] as never));
const texts = ({ output }: { output: { text: string }[] }) => output.map(({ text }) => text);

describe('no answer with the session of Microsoft.Graph.Authentication', () => {
  const refused = async () =>
    connect(lab.server, lab.token).replace(lab.server.url, `http://127.0.0.1:${await freePort()}`);

  test('because the connection was refused, is one error like our own', async () => {
    const { errors, terminating } = await lab.run(`${await refused()}; ${command} -CurrentScore 1`);
    expect(terminating).toBeNull();
    expect(errors).toEqual([
      expect.objectContaining({
        fullyQualifiedErrorId: ownId,
        exceptionType: 'PartnerSecurityScore.ConnectionException',
        category: 'NotSpecified',
        message: expect.stringMatching(/127\.0\.0\.1/),
      }),
    ]);
    expect(errors[0]?.message).toMatch(
      /received no usable response, after any retries and redirects of its own: Connection refused \(\S+\)\. The outcome is unknown: .*\.$/,
    );
    expect(membersOf(errors[0])).toEqual(['ConnectionFailed', true, null]);
  });

  test.each([301, 303, 307])('because the way that a %i pointed to was shut', async (status) => {
    const before = lab.server.requests.length;
    lab.server.next({ status, headers: { Location: `http://127.0.0.1:${await freePort()}/` } });
    const { errors } = await lab.run(`${command} -CurrentScore 1`);
    expect(lab.server.requests).toHaveLength(before + 1);
    expect(errors.map(membersOf)).toEqual([['ConnectionFailed', true, null]]);
    expect(errors[0]?.message).toMatch(/outcome is unknown/);
  });

  test.each([
    ['there is no such host', 'https://no-such-host.invalid', 'NameResolutionFailed'],
    ['the host speaks no TLS', () => lab.server.url.replace('http:', 'https:'), 'SecureConnectionFailed'],
  ])('because %s, has a code of its own', async (_, url, code) => {
    const signIn = connect(lab.server, lab.token).replace(
      lab.server.url,
      typeof url === 'string' ? url : url(),
    );
    const { errors } = await lab.run(`${signIn}; ${command} -CurrentScore 1`);
    expect(errors.map(membersOf)).toEqual([[code, true, null]]);
    expect(errors[0]?.message).toMatch(/[^.]\. The outcome is unknown: .*\.$/);
  });

  test('because the session has ended, has the members of all errors', async () => {
    const { errors } = await lab.run(`$null = Disconnect-MgGraph; ${command} -CurrentScore 1`);
    expect(errors.map(membersOf)).toEqual([['AuthenticationNeeded', false, null]]);
  });

  const breakInside: Handler = ({ response }) => {
    response.writeHead(200, { 'Content-Length': '100' }).write('{"id":', () => response.destroy());
  };

  test.each<[string, Answer | Handler]>([
    ['before the answer', { destroy: 'afterReading' }],
    ['inside the answer', breakInside],
  ])('because the connection broke %s, has an unknown outcome', async (_, answer) => {
    lab.server.next(answer);
    const { errors } = await lab.run(`${command} -CurrentScore 1`);
    expect(errors.map((error) => error.fullyQualifiedErrorId)).toEqual([ownId]);
    expect(errors[0]?.message).toMatch(/outcome is unknown/);
    expect(membersOf(errors[0])).toEqual(['ConnectionBroken', true, null]);
  });

  test.each([
    ['an error answer', { status: 403 }],
    ['a broken connection', { destroy: 'afterReading' as const }],
  ])('and each error stands once: %s', async (_, answer) => {
    const script = `$Error.Clear(); ${command} -CurrentScore 1 -ErrorVariable found; "$($found.Count) $($Error.Count)"`;
    lab.server.next(answer);
    expect(texts(await lab.run(script))).toEqual(['1 1']);
    lab.server.next(answer);
    const { output } = await lab.run(
      `$Error.Clear(); try { ${command} -CurrentScore 1 -ErrorAction Stop } catch { 'caught' }; $Error.Count`,
    );
    expect(output.map(plain)).toEqual(['caught', 1]);
    lab.server.next(answer);
    expect(
      texts(await lab.run(`$Error.Clear(); ${command} -CurrentScore 1 -ErrorAction Ignore; $Error.Count`)),
    ).toEqual(['0']);
  });

  test('because the command was stopped: the request ends too', async () => {
    const turn = lab.server.next({ status: 204, hold: true });
    const call = lab.run(`${command} -CurrentScore 1`);
    await turn.reached;
    expect(await lab.engine.stop()).toBeLessThan(2000);
    await turn.disconnected;
    expect(await call).toMatchObject({ stopped: true, errors: [] });
  });
});

test.each([
  ['-Proxy', '-Proxy http://127.0.0.1:9'],
  ['-ProxyUseDefaultCredentials', '-Proxy http://127.0.0.1:9 -ProxyUseDefaultCredentials'],
  ['-ProxyCredential', "-ProxyCredential ([pscredential]::new('u', [securestring]::new()))"],
])('%s is an error before anything is sent', async (name, parameters) => {
  const tenants = await lab.tenantsOf(async () => {
    const { terminating } = await lab.run(`try { ${command} -CurrentScore 1 ${parameters} } catch { throw }`);
    expect(terminating?.message).toContain(name);
    const once = `$Error.Clear(); try { ${command} -CurrentScore 1 ${parameters} } catch { }; $Error.Count`;
    expect(texts(await lab.run(once))).toEqual(['1']);
  });
  expect(tenants).toEqual([]);
});
