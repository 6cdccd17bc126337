import { expect } from '@jest/globals';
import type { Engine } from '../../support/engine.ts';
import { command } from '../../support/lab.ts';
import { killProcess } from '../../support/processes.ts';
import { errorsOf, type RunResult } from '../../support/runResult.ts';

/**
 * Returns a script that sets the length of the watchdog's seconds, in milliseconds. The watchdog detects backends that
 * hang.
 */
const ticks = (
  milliseconds: number,
) => `[PartnerSecurityScore.Backend.BackendHost].Assembly.GetType('PartnerSecurityScore.Backend.Watchdog').
  GetField('millisecondsPerTick', 'NonPublic, Static').SetValue($null, ${milliseconds})`;

/** A script that shortens the wait for a sign of life from 30 seconds to 1.5 seconds. */
export const impatience = ticks(50);

export const patience = ticks(1000);

/** Returns the id of the backend's process; `undefined` when the backend is not running or is still starting. */
export async function backendId(engine: Engine): Promise<number | undefined> {
  // Uses a separate runspace, because the main runspace can be waiting for the backend.
  const { output } = await engine.run('[PartnerSecurityScore.Backend.BackendHost]::ProcessId', {
    runspace: 'observer',
  });
  const id = Number(output[0]?.text);
  return id > 0 ? id : undefined;
}

/** Kills the backend, and returns the id of its process. */
export async function killBackend(engine: Engine): Promise<number> {
  const pid = await backendId(engine);
  if (pid === undefined) {
    throw new Error('No backend runs.');
  }
  killProcess(pid);
  return pid;
}

/** Returns a command whose body contains this id. */
export function update(id: string): string {
  return `${command} -Id ${id}`;
}

/** Returns the message of the only error; empty when the command succeeded. */
export function failureOf(result: RunResult): string {
  const all = errorsOf(result);
  expect(all.length).toBeLessThanOrEqual(1);
  return all[0]?.message ?? '';
}

/** Counts the requests that were answered as done but never arrived, and the requests that arrived more than once. */
export function countLost(done: string[], arrived: string[]): { lost: number; doubled: number } {
  const counts = new Map<string, number>();
  for (const id of arrived) {
    counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return {
    lost: done.filter((id) => !counts.has(id)).length,
    doubled: [...counts.values()].filter((count) => count > 1).length,
  };
}
