import { readFileSync } from 'node:fs';

/** On Linux a process that has ended is a zombie until its parent asks how. */
export type ProcessState = 'running' | 'zombie' | 'gone';

export function processState(pid: number): ProcessState {
  try {
    process.kill(pid, 0);
  } catch {
    return 'gone';
  }
  try {
    const state = readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ').at(-1)?.[0];
    return state === 'Z' || state === 'X' ? 'zombie' : 'running';
  } catch {
    return process.platform === 'linux' ? 'gone' : 'running';
  }
}

/** Waits until the process has ended, or for so long; gives its last state. */
export async function stateAfter(pid: number, milliseconds = 5000): Promise<ProcessState> {
  const end = performance.now() + milliseconds;
  while (processState(pid) !== 'gone' && performance.now() < end) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return processState(pid);
}

/** As the system counts it, in MB. Linux only. */
export function memoryOf(pid: number): number {
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1];
  return Number(kilobytes) / 1024;
}
