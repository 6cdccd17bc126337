import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { selfSignedCertificate } from '../backend/support/certificate.ts';
import { read } from '../docs/blocks.ts';
import { GraphServer, graphError } from '../support/graphServer.ts';
import { command, connect, importModule, Lab } from '../support/lab.ts';
import { freePort } from '../support/ports.ts';
import { killProcess } from '../support/processes.ts';

let lab: Lab;
let tls: GraphServer;

beforeAll(async () => {
  [lab, tls] = await Promise.all([
    Lab.start(),
    GraphServer.start({ certificate: selfSignedCertificate({ address: '127.0.0.1' }) }),
  ]);
  await lab.mustRun(
    `Set-StrictMode -Version Latest
    $ErrorActionPreference = 'Stop'
    ${importModule}`,
    { runspace: 'members' },
  );
});

afterAll(() => Promise.all([lab.close(), tls.close()]));

/** The first catch block of the README. */
const [recipe = ''] = /^catch \{$.*?^\}$/ms.exec(read('README.md')) ?? [];

/** Returns the text that the catch block prints. */
const printed = (code: string | null, status: string, sent: boolean, request = '') =>
  `${code ?? ''}, status ${status}, request ${request}, may have been sent: ${sent ? 'True' : 'False'}`;

/**
 * Runs a script with the README's catch block in a runspace in strict mode, with its own variables, and returns the
 * printed text. The catch block is extended to read the other members too.
 */
async function caught(script: string, setUp = connect(lab.server, lab.token)): Promise<string> {
  const { output, errors, terminating } = await lab.run(
    `& {
    ${setUp}
    try {
      ${script}
    }
    ${recipe.replace(
      /throw\n\}$/,
      () => `
      if ($null -eq $failure.ResponseHeaders) { 'no dictionary' }
      $null = "$($failure.ClientRequestId)$($failure.ResponseHeaders['Retry-After'])"
      throw
    }`,
    )} }`,
    { runspace: 'members' },
  );
  expect([output.length, errors, terminating?.message]).toEqual([1, [], expect.stringMatching(/./)]);
  // Strict mode throws this error when an exception lacks a member that the catch block reads.
  expect(terminating?.fullyQualifiedErrorId).not.toMatch(/^PropertyNotFoundStrict/);
  return output[0]?.text ?? '';
}

const update = `$null = ${command} -CurrentScore 1`;
const toOther = (url: string) => connect(lab.server, lab.token).replace(lab.server.url, url);

test('the README has a recipe that catches errors', () => {
  expect(recipe).toContain('$failure.MayHaveBeenSent');
});

test("the README's catch block works under strict mode on an error of another command, which lacks the members", async () => {
  const { output, terminating } = await lab.run(
    `Set-StrictMode -Version Latest; try { Get-Item -LiteralPath ./missing -ErrorAction Stop } ${recipe}`,
  );
  expect(output.map(({ text }) => text)).toEqual([', status , request , may have been sent: ']);
  expect(terminating?.fullyQualifiedErrorId).toBe(
    'PathNotFound,Microsoft.PowerShell.Commands.GetItemCommand',
  );
});

describe("the README's catch block works under strict mode [answers.error-members]", () => {
  test('on an error of Graph', async () => {
    lab.server.next(({ request, response }) => {
      response.setHeader('request-id', 'r1');
      return graphError(403, 'Forbidden_Thing', 'No.')({ request, response });
    });
    expect(await caught(update)).toMatch(
      /^Forbidden_Thing, status Forbidden, request \S+, may have been sent: True$/,
    );
  });

  test.each([
    ['an error without a body', { status: 502 }, null, 'BadGateway'],
    [
      'an error that is a page',
      { status: 503, headers: { 'Retry-After': '0' }, body: '<html>' },
      null,
      'ServiceUnavailable',
    ],
    ['a page', { status: 200, body: '<html>' }, 'AnswerIsPage', 'OK'],
    ['half an object', { status: 200, body: '{"id":' }, 'ResponseUnreadable', 'OK'],
    ['a list', { status: 200, body: '[]' }, 'NoObject', 'OK'],
    ['bytes that are not text', { status: 200, body: Uint8Array.of(0xff) }, 'ResponseUnreadable', 'OK'],
    ['an error of bytes that are not text', { status: 403, body: Uint8Array.of(0xff) }, null, 'Forbidden'],
    ['a broken connection', { destroy: 'afterReading' as const }, 'ConnectionBroken', ''],
  ])('on %s', async (_, answer, code, status) => {
    lab.server.reply(answer);
    expect(await caught(update)).toBe(printed(code, status, true));
    lab.server.reply();
  });

  test.each([
    [307, 'http://127.0.0.1:1/', 'ConnectionFailed', false],
    [307, 'ftp://a.example/', 'InvalidRedirect', false],
    [303, '', 'InvalidRedirect', true],
    [308, '/beta/security/partner/securityScore', 'TooManyRedirects', false],
  ])('on a redirect with %i to "%s"', async (status, location, code, sent) => {
    lab.server.next({ status, headers: { Location: location } });
    expect(await caught(update)).toBe(printed(code, '', sent));
    lab.server.dropNext();
  });

  test('on a time-out', async () => {
    const turn = lab.server.next({ hold: true });
    const result = await caught(update, `${connect(lab.server, lab.token)} -ClientTimeout 1`);
    turn.release();
    await lab.mustRun('Set-MgRequestContext -ClientTimeout 300', { runspace: 'members' });
    expect(result).toBe(printed('TimedOut', '', true));
  });

  test('on a connection that is refused', async () => {
    const setUp = toOther(`http://127.0.0.1:${await freePort()}`);
    expect(await caught(update, setUp)).toBe(printed('ConnectionFailed', '', false));
  });

  test('on a host that there is not', async () => {
    expect(await caught(update, toOther('https://no-such-host.invalid'))).toBe(
      printed('NameResolutionFailed', '', false),
    );
  });

  test('on a certificate that is not trusted', async () => {
    expect(await caught(update, toOther(tls.url))).toBe(printed('SecureConnectionFailed', '', false));
    expect(tls.requests).toEqual([]);
  });

  test.each([
    [
      'a value inside of a body',
      `${command} -BodyParameter @{ currentScore = 'x' }`,
      'ParameterArgumentTransformationError',
    ],
    [
      'a piped value',
      `[pscustomobject]@{ currentScore = 'x' } | ${command}`,
      'ParameterArgumentTransformationError',
    ],
    ['text that is not JSON', `${command} -BodyParameter '{'`, 'ParameterArgumentTransformationError'],
    ['a piped line of a file', `'{' | ${command}`, 'ParameterArgumentTransformationError'],
    ['a value of an element', `${command} -History @{ score = 'x' }`, 'ParameterArgumentTransformationError'],
    [
      "an argument of PowerShell's own",
      `${command} -BodyParameter 42`,
      'ParameterArgumentTransformationError',
    ],
    ['a proxy that is none', `${command} -Proxy 'http://['`, 'ParameterArgumentTransformationError'],
    ['parameters of two sets', `${command} -BodyParameter @{} -Id a`, 'AmbiguousParameterSet'],
    ['a parameter that there is not', `${command} -Nothing`, 'NamedParameterNotFound'],
    ['a value that cannot be sent', `${command} -AdditionalProperties @{ a = { x } }`, 'InvalidValue'],
    [
      'a property that occurs twice',
      `${command} -CurrentScore 1 -AdditionalProperties @{ CURRENTSCORE = 2 }`,
      'ArgumentException',
    ],
    ['a header without a value', `${command} -Id a -Headers @{ 'X-A' = $null }`, 'InvalidValue'],
    ['a header of the connection', `${command} -Id a -Headers @{ Connection = 'x' }`, 'InvalidHeader'],
    ['a proxy and no address', `${command} -Id a -ProxyUseDefaultCredentials`, 'ArgumentException'],
    ['a variable that is read-only', `${command} -Id a -RHV Host`, 'SessionStateUnauthorizedAccessException'],
    ['a variable with a scope', `${command} -Id a -RHV script:a`, 'ArgumentException'],
    ['a step that throws', `${command} -Id a -HttpPipelineAppend { throw 'no' }`, 'RuntimeException'],
    ['a step without an answer', `${command} -Id a -HttpPipelineAppend { }`, 'InvalidStep'],
    [
      'a token that is empty',
      'Connect-MgGraph -AccessToken ([securestring]::new()) -NoWelcome',
      'ArgumentException',
    ],
    [
      'an environment that there is not',
      'Connect-MgGraph -Environment nowhere -NoWelcome',
      'InvalidOperationException',
    ],
    ['an endpoint that is none', 'Add-MgEnvironment -Name a -GraphEndpoint b', 'ArgumentException'],
  ])('on %s', async (_, script, code) => {
    const before = lab.server.requests.length;
    expect(await caught(script)).toBe(printed(code, '', false));
    expect(lab.server.requests).toHaveLength(before);
  });

  test('on a missing sign-in', async () => {
    expect(await caught(update, '$null = Disconnect-MgGraph')).toBe(
      printed('AuthenticationNeeded', '', false),
    );
  });

  test('on a step that fails when the request is sent', async () => {
    const step =
      "{ param($req, $callback, $next) $null = $next.SendAsync($req, $callback).Result; throw [System.FormatException]::new('mine') }";
    expect(await caught(`${update} -HttpPipelineAppend ${step}`)).toBe(printed('FormatException', '', true));
  });

  test('on what a step hands on of the request itself', async () => {
    lab.server.next({ destroy: 'afterReading' });
    const step =
      '{ param($req, $callback, $next) $answer = $next.SendAsync($req, $callback).GetAwaiter().GetResult(); [System.Threading.Tasks.Task]::FromResult($answer) }';
    expect(await caught(`${update} -HttpPipelineAppend ${step}`)).toBe(printed('ConnectionBroken', '', true));
  });

  test('on a backend that ends', async () => {
    const turn = lab.server.next({ hold: true });
    const failing = caught(update);
    await turn.reached;
    const { output } = await lab.mustRun('[PartnerSecurityScore.BackendHost]::ProcessId');
    killProcess(Number(output[0]?.text));
    expect(await failing).toBe(printed('BackendEnded', '', true));
    turn.release();
  });
});
