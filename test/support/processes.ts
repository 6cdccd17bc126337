import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { enginePlatform, isUnderWine } from './enginePlatform.ts';

/** On Linux a process that has ended is a zombie until its parent asks how. */
export type ProcessState = 'running' | 'zombie' | 'gone';

/** The state of the engine's process, or of a process that it has started. */
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

/** Ends a process at once, the engine's or one that it has started. */
export function killProcess(pid: number): void {
  if (isUnderWine) {
    wine('taskkill', '/f', '/pid', String(pid));
  } else {
    process.kill(pid, 'SIGKILL');
  }
}

/** What a program of Wine says, which is in UTF-16. */
function wine(...args: string[]): string {
  return spawnSync('wine', args, { encoding: 'utf16le' }).stdout;
}

/** Waits until nothing is left of the process, or for so long; gives its last state. */
export async function stateAfter(pid: number, milliseconds = 5000): Promise<ProcessState> {
  await until(() => processState(pid) === 'gone', milliseconds);
  return processState(pid);
}

/** Waits until the process runs no more, or for so long: whoever takes over the children of the dead may be late. */
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

/** The memory as the system counts it, in MB. Works on Linux only. */
export function memoryOf(pid: number): number {
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1];
  return Number(kilobytes) / 1024;
}
