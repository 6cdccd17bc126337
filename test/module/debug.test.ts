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

/** The lines of a block, without empty ones. */
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

  test('has no token anywhere', async () => {
    lab.server.next(graphError(403, 'Forbidden', 'No.'));
    const result = await lab.run(`${command} -CurrentScore 1 -Debug -Verbose`);
    expect(JSON.stringify(result)).not.toContain(token);
    expect(result.debug.join()).not.toMatch(/authorization/i);
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

  test("is on by the caller's own $DebugPreference [streams.own-debug]", async () => {
    const { debug } = await lab.mustRun(
      `& { $DebugPreference = 'Continue'; $null = ${command} -CurrentScore 1 }`,
    );
    expect(debug).toHaveLength(6);
  });
});
