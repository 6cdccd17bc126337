import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { plain } from '../support/engine.ts';
import { readJson } from '../support/exactJson.ts';
import { graphError } from '../support/graphServer.ts';
import { command, connect, importModule, Lab, models } from '../support/lab.ts';
import { freePort } from '../support/ports.ts';

let lab: Lab;

beforeAll(async () => {
  lab = await Lab.start();
});

afterAll(() => lab.close());

const json = { 'Content-Type': 'application/json' };
const ownId = `Microsoft.Graph.Beta.PowerShell.Cmdlets.UpdateMgBetaSecurityPartnerSecurityScore_UpdateExpanded,${command}`;

describe('a 2xx answer', () => {
  test('with an object is one typed object [answers.object]', async () => {
    const { output } = await lab.mustRun(`${command} -CurrentScore 14.29`);
    expect(output).toHaveLength(1);
    expect(output[0]?.type).toBe(`${models}.MicrosoftGraphPartnerSecurityScore`);
    const score = plain(output[0] as never) as Record<string, unknown>;
    expect(score).toMatchObject({
      CurrentScore: 14.29,
      MaxScore: 100,
      LastRefreshDateTime: '2023-09-26T04:04:01.4261872Z',
    });
    expect(score['Requirements']).toHaveLength(4);
    expect(score['AdditionalProperties']).toMatchObject({
      scoreModel: { version: 3, weight: 14.290000000000001 },
    });
  });

  test('gives unknown properties by index, also those of nested objects', async () => {
    const { output } = await lab.mustRun(`
      $score = ${command}
      $score['scoreModel'].version
      $score.AdditionalProperties['scoreModel']['checksum']
      $score.Requirements[0]['@odata.type']
      $score.Requirements[0]['MFAENABLEDADMINSCOUNT']
      $score['missing'] -eq $null`);
    expect(output.map(({ text }) => text)).toEqual([
      '3',
      '9223372036854775807',
      '#microsoft.graph.partner.security.adminsMfaEnforcedSecurityRequirement',
      '3',
      'True',
    ]);
  });

  test.each([
    ['204', { status: 204 }],
    ['202', { status: 202 }],
    ['an empty 200', { status: 200, headers: json }],
    ['a 200 of blanks', { status: 200, headers: json, body: ' \r\n' }],
  ])('%s gives no output and no error [answers.no-content]', async (_, answer) => {
    lab.server.next(answer);
    const { output } = await lab.mustRun(`@(${command} -CurrentScore 1).Count`);
    expect(output.map(({ text }) => text)).toEqual(['0']);
  });

  test.each([
    ['half an object', '{"id":', 'unexpected end of the JSON text'],
    ['text', 'OK', 'at line 1, column 1'],
  ])(
    'with %s is an error that says that the request was accepted [answers.unreadable]',
    async (_, body, message) => {
      lab.server.next({ status: 200, headers: json, body });
      const { errors, output } = await lab.run(`${command} -CurrentScore 1`);
      expect([output, errors.length]).toEqual([[], 1]);
      expect(errors[0]).toMatchObject({ fullyQualifiedErrorId: ownId, category: 'NotSpecified' });
      expect(errors[0]?.message).toContain('Graph accepted the request (status 200)');
      expect(errors[0]?.message).toContain(message);
    },
  );

  test.each([
    [
      '<!DOCTYPE html><html><head>\n<TITLE lang="en">\n Sign in to\n Caf&eacute; &amp; Bar </TITLE>',
      'the web page "Sign in to Café & Bar" (text/html)',
    ],
    ['<html><body>Welcome</body></html>', 'a web page (text/html) without a title'],
    ['<html><title>Half of it', 'a web page (text/html) without a title'],
    [`<title>${'a'.repeat(500)}</title>`, `the web page "${'a'.repeat(200)}..." (text/html)`],
    ['<title>Got TOKEN</title>', 'the web page "Got ***" (text/html)'],
  ])(
    'with a page is an error that says what came, and that it may not be of Graph: %j [answers.page]',
    async (body, what) => {
      lab.server.next({
        status: 200,
        headers: { 'Content-Type': 'text/html; charset=utf-8' },
        body: body.replace('TOKEN', lab.token),
      });
      const { errors, output } = await lab.run(`${command} -CurrentScore 1 -RHV rhv; $rhv['content-type']`);
      expect(output.map(({ text }) => text)).toEqual(['text/html; charset=utf-8']);
      expect(errors).toHaveLength(1);
      expect(errors[0]).toMatchObject({ fullyQualifiedErrorId: ownId, category: 'NotSpecified' });
      expect(errors[0]?.message).toBe(
        `The response is ${what}. It has status 200 but is not JSON. It may come from a proxy or from the network's sign-in page (captive portal) instead of Graph. The outcome is unknown: the request may have reached Graph. It will not be sent again. Check the network connection and the proxy.`,
      );
    },
  );

  test.each([
    ['[1,2]', 'an array of length 2'],
    ['[]', 'an array of length 0'],
    ['5', 'a number'],
    ['1.5e400', 'a number'],
    ['"x"', 'a string'],
    ['true', 'a Boolean value'],
  ])(
    'with %s is an error that says that the request was carried out [answers.no-object]',
    async (body, what) => {
      lab.server.next({ status: 200, headers: json, body });
      const { errors, output } = await lab.run(`${command} -CurrentScore 1`);
      expect([output, errors.length]).toEqual([[], 1]);
      expect(errors[0]).toMatchObject({
        fullyQualifiedErrorId: ownId,
        category: 'NotSpecified',
        message: `Graph carried out the request (status 200), but its response is ${what} instead of a JSON object. The request will not be sent again.`,
      });
    },
  );

  test.each(['null', ' null\r\n', '\ufeffnull', ' '])(
    'with the body %j is no output and no error',
    async (body) => {
      lab.server.next({ status: 200, headers: json, body });
      expect((await lab.mustRun(`${command} -CurrentScore 1`)).output).toEqual([]);
    },
  );

  test('with a value that the declared type cannot hold keeps it among the additional properties', async () => {
    const body =
      '{"id":5,"updatedDateTime":"2023-09-26T04:04:01.426187212Z","history":[{"score":"x"},{"score":2}],"AdditionalProperties":{"a":1}}';
    lab.server.next({ status: 200, headers: json, body: `\ufeff${body}` });
    const { output } = await lab.mustRun(
      `$score = ${command} -CurrentScore 1; $score; $score.History[0]['score']; $score.ToJsonString()`,
    );
    expect(output[1]?.text).toBe('x');
    expect(readJson(output[2]?.text ?? '')).toEqual(readJson(body));
  });

  test('with a fraction for a whole number keeps it among the additional properties', async () => {
    lab.server.next({ status: 200, headers: json, body: '{"requirements":[{"score":1.5,"maxScore":2.0}]}' });
    const { output } = await lab.mustRun(
      `$score = ${command} -CurrentScore 1; $score.Requirements[0]['score']; $score.Requirements[0].MaxScore; $score.ToJsonString()`,
    );
    expect(output.map(({ text }) => text)).toEqual([
      '1.5',
      '2',
      '{"requirements":[{"score":1.5,"maxScore":2}]}',
    ]);
  });

  test('with null among the elements of a declared array keeps it, also when it is sent back', async () => {
    lab.server.next({ status: 200, headers: json, body: '{"history":[null,{"score":1},null]}' });
    const sent = await lab.sent(
      `$score = ${command} -CurrentScore 1; if ($score.History.Count -ne 3 -or $null -ne $score.History[2]) { throw 'lost' }; $null = $score | ${command}`,
    );
    expect(sent[1]).toBe('{"history":[null,{"score":1},null]}');
  });

  test('with a Warning header is a warning [answers.warning]', async () => {
    lab.server.next({ status: 204, headers: { Warning: '199 - "old"' } });
    expect((await lab.mustRun(`${command} -CurrentScore 1`)).warnings).toEqual(['199 - "old"']);
  });

  test('with a Warning header that a terminal would obey is shown without that', async () => {
    lab.server.next({ status: 204, headers: { Warning: '199 - "a\u009b2Jb"' } });
    const { warnings } = await lab.run(`${command} -CurrentScore 1`);
    expect(warnings).toEqual(['199 - "a\ufffd2Jb"']);
  });
});

describe('an error answer', () => {
  test('of Graph is a non-terminating error with its code, message and facts [answers.graph-error] [answers.non-terminating] [answers.error-facts]', async () => {
    lab.server.next(graphError(403, 'Authorization_RequestDenied', 'Insufficient privileges.'));
    const { errors, terminating, output } = await lab.run(`${command} -CurrentScore 1; $?; 'goes on'`);
    expect(terminating).toBeNull();
    expect(output.map(({ text }) => text)).toEqual(['False', 'goes on']);
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatchObject({
      message: '[Authorization_RequestDenied] : Insufficient privileges.',
      fullyQualifiedErrorId: `Authorization_RequestDenied,${command}`,
      category: 'InvalidOperation',
      recommendedAction:
        'Check that the signed-in user or application has the permission PartnerSecurity.ReadWrite.All, and that the tenant is a partner tenant. See service error codes: https://learn.microsoft.com/graph/errors',
      exceptionType: 'PartnerSecurityScore.GraphServiceException',
    });
    const facts = Object.fromEntries(
      Object.entries(errors[0]?.properties ?? {}).map(([name, item]) => [name, plain(item)]),
    );
    expect(facts).toMatchObject({ StatusCode: 'Forbidden', Code: 'Authorization_RequestDenied' });
    expect(facts['ClientRequestId']).toBe(lab.server.requests.at(-1)?.headers['client-request-id']);
    expect(facts['RequestId']).toMatch(/^[0-9a-f-]{36}$/);
    expect(errors[0]?.errorDetails).toMatch(
      /^Insufficient privileges\.\nStatus: 403 \(Forbidden\)\nErrorCode: Authorization_RequestDenied\nDate: \d{4}-.*\nrequest-id: [\da-f-]{36}\nclient-request-id: [\da-f-]{36}$/,
    );
    expect(plain(errors[0]?.targetObject as never)).toMatchObject({ body: { CurrentScore: 1 } });
  });

  test('shows nothing secret of its headers and those of the request, nor a token that it repeats', async () => {
    lab.server.next({
      status: 403,
      headers: { 'Set-Cookie': 'a=hidden', 'request-id': 'seen' },
      body: JSON.stringify({ error: { code: 'Denied', message: `Got ${lab.token}.` } }),
    });
    const { errors } = await lab.run(
      `${command} -CurrentScore 1 -Headers @{ Cookie = 'a=hidden'; Prefer = 'seen' }`,
    );
    expect(errors[0]?.message).toBe('[Denied] : Got ***.');
    expect(errors[0]?.errorDetails).toMatch(
      /^Got \*\*\*\.\nStatus: 403 \(Forbidden\)\nErrorCode: Denied\nrequest-id: seen\nclient-request-id: [\da-f-]{36}$/,
    );
    expect(plain(errors[0]?.targetObject as never)).toMatchObject({
      Headers: { Cookie: '***', Prefer: 'seen' },
    });
  });

  test('can be caught', async () => {
    lab.server.next(graphError(404, 'NotFound', 'No such thing.'));
    const { output } = await lab.mustRun(
      `try { ${command} -CurrentScore 1 -ErrorAction Stop } catch { $_.Exception.Code; [int]$_.Exception.StatusCode }`,
    );
    expect(output.map(({ text }) => text)).toEqual(['NotFound', '404']);
  });
});

test('a 401 is an error at once, because a token that the user supplied cannot be renewed [answers.unauthorized]', async () => {
  const before = lab.server.requests.length;
  lab.server.next(graphError(401, 'InvalidAuthenticationToken', 'Access token has expired.'));
  const { errors } = await lab.run(`${command} -CurrentScore 1`);
  expect(lab.server.requests.length - before).toBe(1);
  expect(errors[0]).toMatchObject({
    message: '[InvalidAuthenticationToken] : Access token has expired.',
    fullyQualifiedErrorId: `InvalidAuthenticationToken,${command}`,
  });
});

describe('each error stands once [answers.error-lists]', () => {
  test.each([
    ['an answer of Graph', `${command} -CurrentScore 1`],
    ['a value that cannot be sent', `${command} -AdditionalProperties @{ a = { x } }`],
    ['a header', `${command} -CurrentScore 1 -Headers @{ 'X-A' = $null }`],
    ['a broken connection', `${command} -CurrentScore 1`],
  ])('in $Error and -ErrorVariable: %s', async (name, script) => {
    lab.server.next(name === 'a broken connection' ? { destroy: 'afterReading' } : { status: 400 });
    const { output, errors } = await lab.run(`
      $Error.Clear()
      ${script} -ErrorVariable found
      "$($found.Count) $($Error.Count)"
      $Error.Clear()`);
    lab.server.dropNext();
    expect([output.map(({ text }) => text), errors.length]).toEqual([['1 1'], 1]);
  });

  test('and nowhere with -ErrorAction Ignore', async () => {
    lab.server.next({ status: 400 });
    const { output, errors } = await lab.run(
      `$Error.Clear(); ${command} -CurrentScore 1 -ErrorAction Ignore; ${command} -AdditionalProperties @{ a = { x } } -ErrorAction Ignore; $Error.Count`,
    );
    expect([output.map(({ text }) => text), errors]).toEqual([['0'], []]);
  });
});

describe('a request without an answer', () => {
  test('that was refused says so [answers.refused]', async () => {
    const { errors } = await lab.run(
      `
      ${importModule}
      $null = Add-MgEnvironment -Name closed -GraphEndpoint http://127.0.0.1:${await freePort()}
      $secret = [securestring]::new(); 'opaque'.ToCharArray().ForEach({ $secret.AppendChar($_) })
      Connect-MgGraph -AccessToken $secret -Environment closed -NoWelcome
      ${command} -CurrentScore 1`,
      { runspace: 'refused' },
    );
    expect(errors).toHaveLength(1);
    expect(errors[0]?.fullyQualifiedErrorId).toBe(ownId);
    expect(errors[0]?.message).toMatch(/127\.0\.0\.1/);
    expect(errors[0]?.message).not.toMatch(/unknown/);
  });

  test('in time is a TaskCanceledException [answers.time-out]', async () => {
    const turn = lab.server.next({ status: 204, hold: true });
    const { output, errors } = await lab.run(
      `${importModule}
      ${connect(lab.server, lab.token)} -ClientTimeout 1
      try { ${command} -CurrentScore 1 -ErrorAction Stop }
      catch [System.Threading.Tasks.TaskCanceledException] { 'caught'; Write-Error -ErrorRecord $_ }`,
      { runspace: 'impatient' },
    );
    turn.release();
    expect(output.map(plain)).toEqual(['caught']);
    expect(errors.map(({ exceptionType }) => exceptionType)).toEqual([
      'PartnerSecurityScore.TimeOutException',
    ]);
    expect(errors[0]?.message).toMatch(/within 1 second\./);
  });

  test('that broke is sent once, and its outcome is unknown [answers.broken]', async () => {
    const before = lab.server.requests.length;
    lab.server.next({ destroy: 'afterReading' });
    const { errors } = await lab.run(`${command} -CurrentScore 1`);
    expect(lab.server.requests.length - before).toBe(1);
    expect(errors[0]?.fullyQualifiedErrorId).toBe(ownId);
    expect(errors[0]?.message).toMatch(/outcome is unknown/);
  });
});
