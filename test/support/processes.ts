import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { enginePlatform, isUnderWine } from './enginePlatform.ts';

/** On Linux, a process that has exited is a zombie until its parent reads its exit status. */
export type ProcessState = 'running' | 'zombie' | 'gone';

/** Returns the state of the engine's process, or of a process that the engine started. */
export function processState(pid: number): ProcessState {
  if (isUnderWine) {
    const ids = wine('wmic', 'process', 'get', 'ProcessId').split(/\s+/);
    return ids.includes(String(pid)) ? 'running' : 'gone';
  }
  try {
    process.kill(pid, 0);
  } catch {
    return 'gone';
  }
  try {
    const state = readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ').at(-1)?.[0];
    return state === 'Z' || state === 'X' ? 'zombie' : 'running';
  } catch {
    return enginePlatform === 'linux' ? 'gone' : 'running';
  }
}

/** Kills the engine's process, or a process that the engine started. */
export function killProcess(pid: number): void {
  if (isUnderWine) {
    wine('taskkill', '/f', '/pid', String(pid));
  } else {
    process.kill(pid, 'SIGKILL');
  }
}

/** Returns the output of a Wine program, which is UTF-16. */
function wine(...args: string[]): string {
  return spawnSync('wine', args, { encoding: 'utf16le' }).stdout;
}

/** Waits until the process is gone or the time has passed, and returns its last state. */
export async function stateAfter(pid: number, milliseconds = 5000): Promise<ProcessState> {
  await until(() => processState(pid) === 'gone', milliseconds);
  return processState(pid);
}

/**
 * Waits until the process has exited or the time has passed, and returns whether it has exited. A zombie counts as
 * exited, because the process that adopts orphans can be slow to reap them.
 */
export async function endsWithin(pid: number, milliseconds = 5000): Promise<boolean> {
  return until(() => processState(pid) !== 'running', milliseconds);
}

async function until(isSo: () => boolean, milliseconds: number): Promise<boolean> {
  const end = performance.now() + milliseconds;
  while (!isSo() && performance.now() < end) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return isSo();
}

/** Returns the resident memory of a process in MiB. Works only on Linux. */
export function memoryOf(pid: number): number {
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1];
  return Number(kilobytes) / 1024;
}
