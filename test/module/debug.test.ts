import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { graphError } from '../support/graphServer.ts';
import { command, connect, Lab } from '../support/lab.ts';
import { accessToken } from '../support/tokens.ts';

let lab: Lab;
let token: string;

beforeAll(async () => {
  lab = await Lab.start();
  token = accessToken({ app_displayname: 'Scores', scp: 'PartnerSecurity.Read.All User.Read' });
  await lab.mustRun(connect(lab.server, token));
});

afterAll(() => lab.close());

/** Returns the lines of a block that are not empty. */
const lines = (block: string | undefined) => (block ?? '').split(/\r?\n/).filter((line) => line !== '');

describe('-Debug', () => {
  test('tells begin, authentication, scopes, request, response and end [streams.debug]', async () => {
    const { debug } = await lab.mustRun(`$null = ${command} -CurrentScore 1 -Debug`);
    expect(debug.slice(0, 3)).toEqual([
      `[CmdletBeginProcessing]: - ${command} begin processing with parameterSet 'UpdateExpanded'.`,
      "[Authentication]: - AuthType: 'UserProvidedAccessToken', TokenCredentialType: 'UserProvidedAccessToken', ContextScope: 'Process', AppName: 'Scores'.",
      '[Authentication]: - Scopes: [PartnerSecurity.Read.All, User.Read].',
    ]);
    const request = lines(debug[3]);
    expect(request.slice(0, 6)).toEqual([
      '============================ HTTP REQUEST ============================',
      'HTTP Method:',
      'PATCH',
      'Absolute Uri:',
      `${lab.server.url}/beta/security/partner/securityScore`,
      'Headers:',
    ]);
    const sent = lab.server.requests.at(-1);
    expect(request).toContain(`${'client-request-id'.padEnd(30)}: ${sent?.headers['client-request-id']}`);
    expect(request).toContain(`${'FeatureFlag'.padEnd(30)}: 00000003`);
    expect(request.slice(-2)).toEqual(['Body:', '{"currentScore":1}']);
    const response = lines(debug[4]);
    expect(response.slice(0, 4)).toEqual([
      '============================ HTTP RESPONSE ============================',
      'Status Code:',
      'OK',
      'Headers:',
    ]);
    expect(response.at(-1)).toBe(lab.server.score);
    expect(debug.slice(5)).toEqual([`[CmdletEndProcessing]: - ${command} end processing.`]);
  });

  test('tells what went over the wire where a step of the pipeline changed it', async () => {
    const { debug } = await lab.mustRun(`$null = ${command} -CurrentScore 1 -Debug -HttpPipelinePrepend {
      param($request, $callback, $next)
      $request.Content = [System.Net.Http.StringContent]::new('{"currentScore":2}', [System.Text.Encoding]::UTF8, 'application/json')
      $null = $next.SendAsync($request, $callback).GetAwaiter().GetResult()
      $next.SendAsync($request, $callback) }`);
    expect(debug).toHaveLength(8);
    expect(lines(debug[3]).slice(-2)).toEqual(['Body:', '{"currentScore":2}']);
    expect(debug.filter((block) => block.includes('HTTP RESPONSE'))).toHaveLength(2);
  });

  test('has no token anywhere', async () => {
    lab.server.next(graphError(403, 'Forbidden', 'No.'));
    const result = await lab.run(`${command} -CurrentScore 1 -Debug -Verbose`);
    expect(JSON.stringify(result)).not.toContain(token);
    expect(result.debug.join()).not.toMatch(/authorization/i);
  });

  test('has *** in place of what says by its name that it is secret, and all else as it is', async () => {
    const planted = {
      access_token: 'hidden',
      clientSecret: 'hidden',
      'X-Password': 'hidden',
      skiptoken: 'seen',
    };
    const inner = JSON.stringify(planted);
    const link = 'https://graph.example/x?sig=hidden&code=hidden&top=5&access_token=hidden#token=hidden';
    lab.server.next({
      headers: {
        'Set-Cookie': 'a=hidden',
        'X-Api-Key': 'hidden',
        'request-id': 'seen',
        'Content-Location': link,
      },
      body: JSON.stringify({ ...planted, code: 'seen', inner, link, score: 1, tokenCount: 7 }),
    });
    const { debug } = await lab.mustRun(
      `$null = ${command} -CurrentScore 1 -AdditionalProperties @{ password = 'hidden' } -Debug -Headers @{ Cookie = 'a=hidden'; 'X-Auth-Token' = 'hidden'; Prefer = 'seen' }`,
    );
    expect(debug.join()).not.toContain('hidden');
    const [request, response] = [lines(debug[3]), lines(debug[4])];
    expect(request).toContain(`${'Cookie'.padEnd(30)}: ***`);
    expect(request).toContain(`${'Prefer'.padEnd(30)}: seen`);
    expect(request.at(-1)).toBe('{"password":"***","currentScore":1}');
    expect(response).toContain(`${'request-id'.padEnd(30)}: seen`);
    expect(response).toContain(
      `${'Content-Location'.padEnd(30)}: https://graph.example/x?sig=***&code=***&top=5&access_token=***#token=***`,
    );
    expect(JSON.parse(response.at(-1) ?? '')).toEqual({
      access_token: '***',
      clientSecret: '***',
      'X-Password': '***',
      skiptoken: 'seen',
      code: 'seen',
      inner: inner.replaceAll('hidden', '***'),
      link: link.replaceAll('hidden', '***'),
      score: 1,
      tokenCount: 7,
    });
  });

  test('has *** in place of a token that the answer repeats', async () => {
    lab.server.next({ headers: { 'X-Echo': token }, body: JSON.stringify({ id: `got ${token}` }) });
    const { debug, output } = await lab.mustRun(`(${command} -CurrentScore 1 -Debug).Id`);
    expect(lines(debug[4])).toContain(`${'X-Echo'.padEnd(30)}: ***`);
    expect(lines(debug[4]).at(-1)).toBe('{"id":"got ***"}');
    expect(output.map(({ text }) => text)).toEqual([`got ${token}`]);
  });

  test('takes no time over a body that is made to take long', async () => {
    const body = JSON.stringify({ id: '\\'.repeat(200_000), token: '"'.repeat(200_000) });
    lab.server.next({ body });
    const { milliseconds } = await lab.mustRun(`$null = ${command} -CurrentScore 1 -Debug`);
    expect(milliseconds).toBeLessThan(5000);
  });

  test('shows each exchange of a request that is tried again', async () => {
    lab.server.next({ status: 503, headers: { 'Retry-After': '0' } });
    const { debug } = await lab.mustRun(`$null = ${command} -CurrentScore 1 -Debug`);
    expect(
      debug
        .filter((block) => /HTTP (REQUEST|RESPONSE)/.test(block))
        .map((block) => lines(block)[0]?.match(/[A-Z]+ =/)?.[0]),
    ).toEqual(['REQUEST =', 'RESPONSE =', 'REQUEST =', 'RESPONSE =']);
    expect(lines(debug[4])[2]).toBe('ServiceUnavailable');
  });

  test('loses no answer where nobody can be asked whether to go on', async () => {
    const { output, errors } = await lab.run(
      `& { $DebugPreference = 'Inquire'; (${command} -CurrentScore 7).CurrentScore }`,
      { choices: [0, 0, 0] },
    );
    expect(output.map(({ text }) => text)).toEqual(['7']);
    expect(errors[0]?.message).toBe('The host is not interactive: nobody can be asked.');
  });

  test("is on by the caller's own $DebugPreference [streams.own-debug]", async () => {
    const { debug } = await lab.mustRun(
      `& { $DebugPreference = 'Continue'; $null = ${command} -CurrentScore 1 }`,
    );
    expect(debug).toHaveLength(6);
  });
});
