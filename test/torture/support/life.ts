import { expect } from '@jest/globals';
import type { Engine } from '../../support/engine.ts';
import { command } from '../../support/lab.ts';
import { killProcess } from '../../support/processes.ts';
import { errorsOf, type RunResult } from '../../support/runResult.ts';

/** Makes the module take so many milliseconds for a second while it waits for a backend that says nothing. */
const ticks = (
  milliseconds: number,
) => `[PartnerSecurityScore.Backend.BackendHost].Assembly.GetType('PartnerSecurityScore.Backend.Watchdog').
  GetField('millisecondsPerTick', 'NonPublic, Static').SetValue($null, ${milliseconds})`;

/** The module waits 1.5 s in place of 30 for a sign of life. */
export const impatience = ticks(50);

export const patience = ticks(1000);

/** The id of the backend's process; undefined while none runs. */
export async function backendId(engine: Engine): Promise<number | undefined> {
  // In a runspace of its own: the first may be waiting for the backend.
  const { output } = await engine.run('[PartnerSecurityScore.Backend.BackendHost]::ProcessId', {
    runspace: 'observer',
  });
  const id = Number(output[0]?.text);
  return id > 0 ? id : undefined;
}

/** Kills the backend, and gives the id that its process had. */
export async function killBackend(engine: Engine): Promise<number> {
  const pid = await backendId(engine);
  if (pid === undefined) {
    throw new Error('No backend runs.');
  }
  killProcess(pid);
  return pid;
}

/** Sends a body of its own. */
export function update(id: string): string {
  return `${command} -Id ${id}`;
}

/** What went wrong, in one sentence; a command that is done says nothing. */
export function failureOf(result: RunResult): string {
  const all = errorsOf(result);
  expect(all.length).toBeLessThanOrEqual(1);
  return all[0]?.message ?? '';
}

/** Of requests that were answered as done those that are missing, and those that came more than once. */
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
