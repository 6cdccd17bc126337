import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Engine } from '../support/engine.ts';
import { enginePlatform } from '../support/enginePlatform.ts';

import { importModule, Lab } from '../support/lab.ts';
import { endsWithin, killProcess, processState, stateAfter } from '../support/processes.ts';
import {
  backendId,
  countLost,
  failureOf,
  impatience,
  killBackend,
  patience,
  update,
} from './support/life.ts';
import { randomOf, report, scaled, seed } from './support/torture.ts';

const random = randomOf(seed);
const rounds = scaled(2, 100);
/**
 * The error after the backend was killed. Windows has no signals: a process that kills another one also chooses the
 * exit code of the killed process.
 */
const killedEnd =
  enginePlatform === 'win32'
    ? /backend process ended unexpectedly \(exit code 1\)\. The outcome is unknown/
    : /backend process ended unexpectedly \(exit code 137\)\. The outcome is unknown/;
const moments = ['before', 'during', 'after', 'while it starts'] as const;

let lab: Lab;
const done: string[] = [];
const killed: number[] = [];
let faults = 0;

beforeAll(async () => {
  lab = await Lab.start();
});

afterAll(async () => {
  report('killed', { faults, requests: arrived().length, ...countLost(done, arrived()) });
  await lab.close();
});

/** Returns the ids of all requests that reached Graph. Each id belongs to only one call. */
function arrived(): string[] {
  return lab.server.requests.map(({ text }) => (JSON.parse(text) as { id: string }).id);
}

async function kill(): Promise<void> {
  killed.push(await killBackend(lab.engine));
  faults += 1;
}

/**
 * Kills the process if it is running.
 * @returns Whether it was running. The process can be the previous backend, which is already killed and can disappear
 * at any moment.
 */
function killWhereRunning(pid: number): boolean {
  try {
    const isRunning = processState(pid) === 'running';
    if (isRunning) {
      killProcess(pid);
    }
    return isRunning;
  } catch (error) {
    expect(error).toMatchObject({ code: 'ESRCH' });
    return false;
  }
}

/** Runs a call that must succeed. */
async function works(id: string): Promise<void> {
  await lab.mustRun(`$null = ${update(id)}`);
  done.push(id);
}

test.each(moments)(
  `killed ${rounds} times %s a request: one error at most, and the next call works`,
  async (moment) => {
    for (let round = 0; round < rounds; round += 1) {
      const id = `${moment.replaceAll(' ', '-')}-${round}`;
      let failure = '';
      if (moment === 'during') {
        const turn = lab.server.next({ status: 204, hold: true });
        const call = lab.run(update(id));
        await turn.reached;
        await kill();
        failure = failureOf(await call);
        expect(failure).toMatch(killedEnd);
      } else if (moment === 'while it starts') {
        await kill();
        const call = lab.run(update(id));
        // Wait for a random time, so that the kill comes during the start of the new backend or during the call.
        for (let turn = Math.floor(random() * 400); turn > 0; turn -= 1) {
          await new Promise((resolve) => setImmediate(resolve));
        }
        const pid = await backendId(lab.engine);
        if (pid !== undefined && killWhereRunning(pid)) {
          faults += 1;
        }
        failure = failureOf(await call);
      } else if (moment === 'before') {
        await kill();
        failure = failureOf(await lab.run(`$null = ${update(id)}`));
      } else {
        await works(id);
        await kill();
        expect(await stateAfter(killed.at(-1) ?? 0)).toBe('gone');
      }
      if (failure === '' && moment !== 'after') {
        done.push(id);
      } else if (failure !== '') {
        expect(failure).toMatch(/backend process ended|backend could not be started/);
      }
      await works(`${id}-next`);
    }
  },
);

/** Suspends the backend's process with SIGSTOP: it exists, but does nothing. */
async function freeze(): Promise<number> {
  const pid = await backendId(lab.engine);
  if (pid === undefined) {
    throw new Error('No backend runs.');
  }
  process.kill(pid, 'SIGSTOP');
  faults += 1;
  return pid;
}

/** Resolves when a command is waiting for an answer from the backend. */
async function untilSomeCallWaits(): Promise<void> {
  await lab.mustRun(
    `
    function Get-Field($Of, [string] $Name) { $Of.GetType().GetField($Name, 'NonPublic, Instance').GetValue($Of) }
    $current = [PartnerSecurityScore.BackendHost].GetField('current', 'NonPublic, Static').GetValue($null)
    $pending = Get-Field -Of (Get-Field -Of $current.Result -Name pending) -Name calls
    while ($pending.IsEmpty) { }`,
    { runspace: 'observer' },
  );
}

// Windows cannot suspend a process with a signal.
if (enginePlatform !== 'win32')
  describe('a backend that the system has stopped', () => {
    test.each([1, 100_000])(
      'with %d characters on their way: an error after the bound, and the next call works',
      async (size) => {
        await lab.mustRun(impatience);
        // The shortened time limit must apply to a backend from its start.
        await kill();
        expect(await stateAfter(killed.at(-1) ?? 0)).toBe('gone');
        await works(`unstopped-${size}`);
        killed.push(await freeze());
        expect(failureOf(await lab.run(update('x'.repeat(size))))).toMatch(
          /process ended \(it did not respond for 30 seconds and was stopped\)\. The outcome is unknown/,
        );
        await works(`stopped-${size}`);
        await lab.mustRun(patience);
      },
    );

    test('does not keep a command from being stopped', async () => {
      const event = '[System.Threading.ManualResetEvent]::new($false)';
      await lab.mustRun(`
        $global:events = @{ begun = ${event}; frozen = ${event}; sending = ${event} }
        [System.AppDomain]::CurrentDomain.SetData('events', $events)`);
      const observed = (script: string) =>
        lab.mustRun(`$events = [System.AppDomain]::CurrentDomain.GetData('events')\n${script}`, {
          runspace: 'observer',
        });
      const call = lab.run(`${update('x'.repeat(scaled(1_000_000, 10_000_000)))} -HttpPipelinePrepend {
        param($request, $callback, $next)
        $null = $events.begun.Set(), $events.frozen.WaitOne(), $events.sending.Set()
        $next.SendAsync($request, $callback) }`);
      await observed('$null = $events.begun.WaitOne()');
      const pid = await freeze();
      await observed('$null = $events.frozen.Set(); $null = $events.sending.WaitOne()');
      await lab.engine.stop();
      const { stopped, errors } = await call;
      expect([stopped, errors]).toEqual([true, []]);
      process.kill(pid, 'SIGCONT');
      await works('continued');
    });

    test('does not keep a command from being stopped that asks what would be sent', async () => {
      const pid = await freeze();
      const step = '{ param($request, $callback, $next) $next.SendAsync($request, $callback) }';
      const call = lab.run(`${update('x')} -HttpPipelinePrepend ${step}`);
      await untilSomeCallWaits();
      await lab.engine.stop();
      const { stopped, errors } = await call;
      expect([stopped, errors]).toEqual([true, []]);
      process.kill(pid, 'SIGCONT');
      await works('asked');
    });
  });

test('a backend that reads nothing keeps no command from being stopped, however full the pipe is', async () => {
  const pid = await freeze();
  // These calls fill the pipe on every system, and each call waits for an answer when it is stopped.
  const calls = scaled(5, 20);
  for (let count = 0; count < calls; count += 1) {
    const call = lab.run(update('never'.repeat(16_000 / calls)));
    await untilSomeCallWaits();
    await lab.engine.stop();
    const { stopped, errors } = await call;
    expect([stopped, errors]).toEqual([true, []]);
  }
  // Proves that the commands did not end because the backend had exited.
  expect(processState(pid)).toBe('running');
  process.kill(pid, 'SIGCONT');
  await works('behind');
});

test('no request is lost that was answered, and none comes twice', () => {
  expect(countLost(done, arrived())).toEqual({ lost: 0, doubled: 0 });
});

test('none of them is left, not even as a zombie', async () => {
  expect(killed.length).toBeGreaterThanOrEqual(rounds * moments.length);
  for (const pid of killed) {
    expect(await stateAfter(pid)).toBe('gone');
  }
});

test('PowerShell killed: its backend ends', async () => {
  for (let round = 0; round < scaled(2, 20); round += 1) {
    // This is the last test, so it can kill the engine of the others.
    const engine = round === 0 ? lab.engine : await Engine.start();
    try {
      await engine.run(importModule);
      await engine.run('Get-MgEnvironment; (Get-MgContext)');
      const connected = await engine.run(`
        $null = Add-MgEnvironment -Name lab -GraphEndpoint ${lab.server.url}
        $secret = [securestring]::new(); 'opaque'.ToCharArray().ForEach({ $secret.AppendChar($_) })
        Connect-MgGraph -AccessToken $secret -Environment lab -NoWelcome`);
      expect(failureOf(connected)).toBe('');
      const pid = (await backendId(engine)) ?? Number.NaN;
      const turn = round % 2 === 0 ? lab.server.next({ status: 204, hold: true }) : undefined;
      const call = turn && engine.run(update(`orphan-${round}`)).catch(() => {});
      await turn?.reached;
      killProcess(engine.pid);
      faults += 1;
      await call;
      await turn?.disconnected;
      expect(await endsWithin(pid)).toBe(true);
    } finally {
      await engine.close();
    }
  }
});
