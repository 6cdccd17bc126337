import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { command, importModule, Lab } from '../support/lab.ts';
import { endsWithin, killProcess } from '../support/processes.ts';

let lab: Lab;

beforeAll(async () => {
  lab = await Lab.start();
});

afterAll(() => lab.close());

const processId = async (runspace = 'main') =>
  Number((await lab.mustRun('[PartnerSecurityScore.BackendHost]::ProcessId', { runspace })).output[0]?.text);

describe('the backend', () => {
  test('is one process for all runspaces, with calls side by side', async () => {
    const names = ['one', 'two', 'three', 'four'];
    await Promise.all(names.map((runspace) => lab.mustRun(importModule, { runspace })));
    const turns = names.map(() => lab.server.next({ status: 204, hold: true }));
    const calls = names.map((runspace) => lab.mustRun(`${command} -Id ${runspace}`, { runspace }));
    await Promise.all(turns.map(({ reached }) => reached));
    for (const turn of turns) {
      turn.release();
    }
    await Promise.all(calls);
    expect(new Set(await Promise.all(['main', ...names].map((name) => processId(name)))).size).toBe(1);
  });

  test('that is killed fails the call under way, is not asked twice, and is replaced with its session', async () => {
    const before = lab.server.requests.length;
    const killed = await processId();
    const turn = lab.server.next({ status: 204, hold: true });
    const call = lab.run(`${command} -CurrentScore 1`);
    await turn.reached;
    killProcess(killed);
    const { errors } = await call;
    expect(errors).toHaveLength(1);
    expect(errors[0]?.message).toMatch(/backend process ended unexpectedly.*outcome is unknown/);
    expect(lab.server.requests.length - before).toBe(1);
    await lab.mustRun(`$null = ${command} -CurrentScore 2`);
    expect(lab.server.requests.at(-1)?.headers['authorization']).toBe(`Bearer ${lab.token}`);
    expect(await processId()).not.toBe(killed);
  });

  test('aborts the request when the command is stopped, and stays usable', async () => {
    const turn = lab.server.next({ status: 204, hold: true });
    const call = lab.run(`${command} -CurrentScore 1`);
    await turn.reached;
    await lab.engine.stop();
    const { stopped, errors } = await call;
    await turn.disconnected;
    expect([stopped, errors]).toEqual([true, []]);
    expect(await lab.sent(`$null = ${command} -CurrentScore 2`)).toEqual(['{"currentScore":2}']);
  });

  test('is not asked for more than a message may hold', async () => {
    const { errors } = await lab.sendsNothing(`${command} -AdditionalProperties @{ x = 'a' * 70MB }`);
    expect(errors.map(({ message }) => message)).toEqual([
      expect.stringMatching(/larger than 64 MiB. Nothing was sent/),
    ]);
  });

  test('is not asked for what would never be written down to its end', async () => {
    const { errors } = await lab.sendsNothing(
      `$v = 'a' * 1MB; foreach ($i in 1..90) { $v = $v, $v }; ${command} -AdditionalProperties @{ x = $v }`,
    );
    expect(errors.map(({ message, fullyQualifiedErrorId }) => [message, fullyQualifiedErrorId])).toEqual([
      [
        expect.stringMatching(/larger than 64 MiB. Nothing was sent/),
        expect.stringContaining('_UpdateExpanded,'),
      ],
    ]);
  });

  // This test comes last, because it ends the engine that all other tests use.
  test('ends with PowerShell', async () => {
    const pid = await processId();
    await lab.engine.close();
    expect(await endsWithin(pid)).toBe(true);
  });
});
