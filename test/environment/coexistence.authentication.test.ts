import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { BesideLab, importBoth, inside } from '../support/besideLab.ts';
import { plain } from '../support/engine.ts';
import { GraphServer, graphError } from '../support/graphServer.ts';
import { command, models } from '../support/lab.ts';
import { tenantsOf } from '../support/tokens.ts';

let lab: BesideLab;

beforeAll(async () => {
  lab = await BesideLab.start();
});

afterAll(() => lab.close());

beforeEach(async () => {
  await lab.mustRun(lab.signIn);
});

const texts = ({ output }: { output: { text: string }[] }) => output.map(({ text }) => text);

describe('a request with the session of Microsoft.Graph.Authentication', () => {
  test('has its token, the exact body and the target, and its answer becomes the output', async () => {
    const { output } = await lab.mustRun(
      `${command} -Id 'Größe ✓ 😀' -CurrentScore 85.4 -AdditionalProperties @{ big = 9223372036854775807 }`,
    );
    const request = lab.server.requests.at(-1);
    expect(request).toMatchObject({
      method: 'PATCH',
      url: '/beta/security/partner/securityScore',
      text: '{"big":9223372036854775807,"id":"Größe ✓ 😀","currentScore":85.4}',
    });
    expect(request?.headers).toMatchObject({
      authorization: `Bearer ${lab.token}`,
      'content-type': 'application/json',
    });
    expect(request?.headers['user-agent']).toMatch(/^Mozilla\/5\.0 \(.+; en-US\) PowerShell\/\d/);
    expect(output.map(({ type }) => type)).toEqual([`${models}.MicrosoftGraphPartnerSecurityScore`]);
    expect(plain(output[0] as never)).toMatchObject({ CurrentScore: 85.4, Id: 'Größe ✓ 😀', MaxScore: 100 });
  });

  test('is sent once for each piped record', async () => {
    const before = lab.server.requests.length;
    await lab.mustRun(`$null = @{ id = 'a' }, '{"id":"b"}' | ${command}`);
    expect(lab.server.requests.slice(before).map(({ text }) => text)).toEqual(['{"id":"a"}', '{"id":"b"}']);
  });

  test('has the headers of the user, several values of one name too, but not in place of the sign-in', async () => {
    await lab.mustRun(
      `$null = ${command} -CurrentScore 1 -Headers @{ 'X-A' = 1.5; 'X-B' = 'b', 'c'; 'User-Agent' = 'Mine/1 (a; b) Other/2'; 'If-Match' = '*'; Expires = '0'; Authorization = 'Bearer other'; SdkVersion = 'x'; 'client-request-id' = 'x' }`,
    );
    const headers = lab.server.requests.at(-1)?.headers;
    expect(headers).toMatchObject({
      'x-a': '1.5',
      'x-b': 'b, c',
      'user-agent': 'Mine/1 (a; b) Other/2',
      'if-match': '*',
      expires: '0',
      authorization: `Bearer ${lab.token}`,
    });
    expect(headers).not.toHaveProperty('sdkversion');
    expect(headers?.['client-request-id']).not.toContain('x');
  });

  test.each([
    ['a line break', '@{ \'X-A\' = "a`r`nX-B: b" }', 'X-A'],
    ['a malformed name', "@{ 'X A' = 'a' }", 'X A'],
    ['a value that is not ASCII', "@{ 'X-A' = 'ä' }", 'X-A'],
    ['Content-Type', "@{ 'Content-Type' = 'text/plain' }", 'Content-Type'],
  ])('is refused with %s among its headers', async (_, headers, name) => {
    const tenants = await lab.tenantsOf(async () => {
      const { errors } = await lab.run(`${command} -CurrentScore 1 -Headers ${headers}`);
      expect(errors.map(({ message }) => message)).toEqual([expect.stringContaining(name)]);
    });
    expect(tenants).toEqual([]);
  });

  test.each([
    ['Transfer-Encoding', "'chunked'"],
    ['Connection', "'close'"],
    ['Keep-Alive', "'timeout=1'"],
    ['Upgrade', "'h2c'"],
    ['Expect', "'100-continue'"],
    ['Content-Type', "'text/plain'"],
    ['Content-Length', "'1'"],
    ['Host', "'two hosts'"],
    ['Host', "'a', 'b'"],
    ['Host', "''"],
    ['X A', "'a'"],
    ['X-A', "'ä'"],
    ['X-A', '"a`r`nX-B: b"'],
  ])('C7: is refused with the header %s: %s, in the words of a request of our own', async (name, value) => {
    const send = `${command} -CurrentScore 1 -Headers @{ '${name}' = ${value} }`;
    const ours = `${importBoth}; ${inside(lab.signIn)}; ${send}`;
    const tenants = await lab.tenantsOf(async () => {
      const refusals = [await lab.run(ours, { runspace: 'ours' }), await lab.run(send)].map(({ errors }) =>
        errors.map(({ message }) => message),
      );
      expect(refusals[0]).toEqual([expect.stringContaining(name)]);
      expect(refusals[1]).toEqual(refusals[0]);
    });
    expect(tenants).toEqual([]);
  });

  test('asks once, not for the other module too', async () => {
    const { output, prompts } = await lab.mustRun(
      `& { $ConfirmPreference = 'Low'; (${command} -CurrentScore 1).CurrentScore }`,
      { choices: [0] },
    );
    expect([output.map(plain), prompts.length]).toEqual([[1], 1]);
  });

  test.each([
    ['directly', ''],
    [
      'behind a step',
      '-HttpPipelineAppend { param($req, $callback, $next) $next.SendAsync($req, $callback) }',
    ],
  ])('takes no defaults that the user has set for calls of his own, %s', async (_, parameters) => {
    const { output } = await lab.mustRun(`
      $PSDefaultParameterValues['Invoke-MgGraphRequest:OutputFilePath'] = 'scores.json'
      try { (${command} -CurrentScore 1 ${parameters}).CurrentScore } finally { $PSDefaultParameterValues.Clear() }`);
    expect(output.map(plain)).toEqual([1]);
  });

  test('is not sent with -WhatIf', async () => {
    expect(await lab.tenantsOf(() => lab.mustRun(`${command} -CurrentScore 1 -WhatIf`))).toEqual([]);
  });
});

describe('in an environment that was added, whose host the other module does not know', () => {
  let own: GraphServer;

  beforeAll(async () => {
    own = await GraphServer.start();
  });

  afterAll(() => own.close());

  const signIn = () => lab.signIn.replaceAll(' lab', ' own').replace(lab.server.url, own.url);

  test('the other module sends its token with a path only', async () => {
    await lab.mustRun(`
      ${signIn()}
      $url = '/beta/security/partner/securityScore'
      $null = Invoke-MgGraphRequest -Method PATCH -Uri $url -Body '{}'
      $null = Invoke-MgGraphRequest -Method PATCH -Uri "${own.url}$url" -Body '{}' -SkipHttpErrorCheck`);
    expect(tenantsOf(own.requests)).toEqual(['theirs', null]);
  });

  test('C8: a request goes out with its token', async () => {
    own.requests.length = 0;
    const { errors } = await lab.run(`${signIn()}; $null = ${command} -CurrentScore 1`);
    expect(tenantsOf(own.requests)).toEqual(['theirs']);
    expect([errors, own.requests.map(({ url, text }) => [url, text])]).toEqual([
      [],
      [['/beta/security/partner/securityScore', '{"currentScore":1}']],
    ]);
  });
});

describe('an answer', () => {
  test('204 gives no output', async () => {
    lab.server.next({ status: 204 });
    expect(texts(await lab.mustRun(`@(${command} -CurrentScore 1).Count`))).toEqual(['0']);
  });

  test('gives its headers and warnings', async () => {
    const headers = {
      'request-id': 'r1',
      'X-Two': ['a', 'b'],
      Server: 'x/1 (y)',
      'Set-Cookie': ['a=1', 'b=2'],
      Warning: '199 - "old"',
    };
    lab.server.next({ status: 204, headers });
    const result = await lab.mustRun(`
      ${command} -CurrentScore 1 -RHV rhv
      $rhv.GetType().FullName -replace '\\[\\[.*'
      'Request-Id', 'x-two', 'server', 'set-cookie' | ForEach-Object { $rhv[$_] -join '|' }
      [string]($rhv.Keys -ceq 'x-two')`);
    expect(texts(result)).toEqual([
      'System.Collections.Generic.Dictionary`2',
      'r1',
      'a, b',
      'x/1 (y)',
      'a=1|b=2',
      'x-two',
    ]);
    expect(result.warnings).toEqual(['199 - "old"']);
  });

  test('of a Graph error is that error', async () => {
    lab.server.next(graphError(403, 'Authorization_RequestDenied', 'Not ä.'));
    const { errors, output } = await lab.run(
      `${command} -CurrentScore 1 -RHV rhv; $?; [bool]$rhv['request-id']`,
    );
    expect(output.map(plain)).toEqual([false, true]);
    expect(errors).toEqual([
      expect.objectContaining({
        message: '[Authorization_RequestDenied] : Not ä.',
        fullyQualifiedErrorId: `Authorization_RequestDenied,${command}`,
        category: 'InvalidOperation',
        exceptionType: 'PartnerSecurityScore.GraphServiceException',
      }),
    ]);
    expect(errors[0]?.errorDetails).toMatch(
      /^Not ä\.\nStatus: 403 \(Forbidden\)\nErrorCode: Authorization_R/,
    );
    expect(plain(errors[0]?.targetObject as never)).toMatchObject({ body: { CurrentScore: 1 } });
    const clientRequestId = lab.server.requests.at(-1)?.headers['client-request-id'];
    expect(plain(errors[0]?.properties['ClientRequestId'] as never)).toBe(clientRequestId);
  });

  test('that is not JSON keeps its status', async () => {
    lab.server.next({ status: 502, headers: { 'Content-Type': 'text/html' }, body: '<html>' });
    const { errors } = await lab.run(`${command} -CurrentScore 1`);
    expect(errors.map((error) => error.fullyQualifiedErrorId)).toEqual([`BadGateway,${command}`]);
  });

  test('that is not UTF-8 is an error', async () => {
    lab.server.next({ status: 200, body: Uint8Array.of(0x7b, 0xff) });
    const { errors } = await lab.run(`${command} -CurrentScore 1`);
    expect(errors.map(({ message }) => message)).toEqual([expect.stringMatching(/status 200.*UTF-8/)]);
    expect(plain(errors[0]?.properties['StatusCode'] as never)).toBe('OK');
  });

  test('that is an error in another charset keeps status and text', async () => {
    const headers = { 'Content-Type': 'text/html; charset=iso-8859-1' };
    lab.server.next({ status: 403, headers, body: Buffer.from('<title>N\u00e3o</title>', 'latin1') });
    const { errors } = await lab.run(`${command} -CurrentScore 1`);
    expect(errors.map((error) => error.fullyQualifiedErrorId)).toEqual([`Forbidden,${command}`]);
    expect(errors[0]?.message).toContain('the web page "N\u00e3o"');
  });
});

describe('-Debug', () => {
  test('tells who is signed in, what was sent and what came, without the token', async () => {
    const result = await lab.mustRun(`$null = ${command} -CurrentScore 1 -Debug -Verbose`);
    expect(result.debug.slice(1, 3)).toEqual([
      "[Authentication]: - AuthType: 'UserProvidedAccessToken', TokenCredentialType: 'UserProvidedAccessToken', ContextScope: 'Process', AppName: 'Their app'.",
      '[Authentication]: - Scopes: [A.Read, B.Read].',
    ]);
    const id = lab.server.requests.at(-1)?.headers['client-request-id'];
    expect(result.debug[3]).toMatch(
      /HTTP REQUEST[\s\S]*PATCH[\s\S]*securityScore[\s\S]*\{"currentScore":1\}/,
    );
    expect(result.debug[3]).toContain(`${'client-request-id'.padEnd(30)}: ${id}`);
    expect(result.debug[4]).toMatch(/HTTP RESPONSE[\s\S]*OK[\s\S]*currentScore/);
    expect(result.debug).toHaveLength(6);
    expect(JSON.stringify(result)).not.toContain(lab.token);
    expect(JSON.stringify(result)).not.toMatch(/authorization:/i);
  });

  test('has *** in place of the token where the answer repeats it, and of what is secret by its name', async () => {
    lab.server.next({
      headers: { 'X-Echo': lab.token, 'Set-Cookie': 'a=hidden' },
      body: JSON.stringify({ id: lab.token, access_token: 'hidden' }),
    });
    const { debug } = await lab.mustRun(`$null = ${command} -CurrentScore 1 -Debug`);
    expect(debug.join()).not.toContain('hidden');
    expect(debug.join()).not.toContain(lab.token);
    expect(debug[4]).toContain('{"id":"***","access_token":"***"}');
  });
});
