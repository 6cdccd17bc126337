import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { plain, psQuote, type RunResult } from '../support/engine.ts';
import { readJson } from '../support/exactJson.ts';
import type { GraphServer } from '../support/graphServer.ts';
import { command, connect, importModule, Lab } from '../support/lab.ts';
import { endsWithin } from '../support/processes.ts';
import { accessToken, tenantsOf } from '../support/tokens.ts';

let lab: Lab;
/** The first statements of a job, whose process has neither the module nor a sign-in. */
let setUp: string;

beforeAll(async () => {
  lab = await Lab.start();
  setUp = `${importModule}; ${connect(lab.server, accessToken({ tid: 'of the job' }))}`;
});

afterAll(() => lab.close());

const start = (script: string) => `$job = Start-Job -ScriptBlock { ${script} }`;
const receive = 'Receive-Job -Job $job -Wait -AutoRemoveJob';

describe('Start-Job', () => {
  let result: RunResult;
  let requests: GraphServer['requests'];

  // Each job starts a PowerShell process, which takes time, so most of these tests share one job.
  beforeAll(async () => {
    const before = lab.server.requests.length;
    lab.server.next({ body: '{"id":"a","currentScore":3.5,"more":"kept"}' });
    result = await lab.run(`
      ${start(`${importModule}; ${command} -CurrentScore 1; ${setUp}; ${command} -CurrentScore 3.5; ${command} -Id whole`)}
      $answer, $whole = ${receive}`);
    requests = lab.server.requests.slice(before);
    // The next update changes what the server answers.
    await lab.mustRun(`$direct = ${command} -Id whole`);
  });

  test('signs in and sends in its own process, and its answer comes as data', async () => {
    expect(tenantsOf(requests)).toEqual(['of the job', 'of the job']);
    const { output } = await lab.mustRun(
      "$answer.PSObject.TypeNames[0]; $answer.CurrentScore; $answer.Id; $answer.AdditionalProperties['more']",
    );
    expect(output.map(plain)).toEqual([
      'Deserialized.Microsoft.Graph.Beta.PowerShell.Models.MicrosoftGraphPartnerSecurityScore',
      3.5,
      'a',
      'kept',
    ]);
  });

  test('has no part in the sign-in of the process that started it', () => {
    expect(result.errors.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^Authentication needed\./),
    ]);
    expect(requests.map(({ text }) => text)).not.toContain('{"currentScore":1}');
  });

  test('that is stopped leaves no backend', async () => {
    const turn = lab.server.next({ status: 204, hold: true });
    await lab.mustRun(
      start(`${setUp}; [PartnerSecurityScore.BackendHost]::ProcessId; ${command} -CurrentScore 1`),
    );
    await turn.reached;
    const { output } = await lab.mustRun('Receive-Job -Job $job; Stop-Job -Job $job; Remove-Job -Job $job');
    const backend = Number(output[0]?.text);
    expect(backend).toBeGreaterThan(0);
    await turn.disconnected;
    expect(await endsWithin(backend)).toBe(true);
  });

  test('B8: gives an answer that can be sent back without what PowerShell noted on it', async () => {
    expect(await lab.sent(`$null = ${command} -BodyParameter $answer`)).toEqual([
      '{"more":"kept","id":"a","currentScore":3.5}',
    ]);
  });

  test('B8: gives an answer with all its parts, which can be sent back', async () => {
    const { output } = await lab.mustRun(`
      $whole.History.Count; $whole.CustomerInsights[1].Mfa.TotalUsersCount; [string]($whole.Requirements[0].MaxScore)
      $null = ${command} -BodyParameter $direct
      $null = ${command} -BodyParameter $whole`);
    expect(output.map(({ text }) => text)).toEqual(['2', '9007199254740993', '20']);
    const [direct, fromJob] = lab.server.requests.slice(-2).map(({ text }) => readJson(text));
    expect(fromJob).toEqual(direct);
  });
});

describe('Start-ThreadJob', () => {
  const threadJob = (script: string) => `Start-ThreadJob { ${script} } | Receive-Job -Wait -AutoRemoveJob`;

  test('uses the sign-in of the process, and gives the answer itself', async () => {
    const { output } = await lab.mustRun(`
      $answer = ${threadJob(`${importModule}; ${command} -CurrentScore 2.5`)}
      $answer.GetType().Name; $answer.CurrentScore
      $null = ${command} -BodyParameter $answer`);
    expect(output.map(plain)).toEqual(['MicrosoftGraphPartnerSecurityScore', 2.5]);
    const [first, second] = lab.server.requests.slice(-2);
    expect([first, second].map((request) => request?.headers['authorization'])).toEqual(
      Array(2).fill(`Bearer ${lab.token}`),
    );
    expect(second?.text).toContain('"currentScore":2.5');
  });

  test('signs in for itself alone', async () => {
    const { output } = await lab.mustRun(`
      ${threadJob(`${setUp}; (Get-MgContext).TenantId`)}
      (Get-MgContext).TenantId -eq ${psQuote('of the job')}`);
    expect(output.map(plain)).toEqual(['of the job', false]);
  });
});
