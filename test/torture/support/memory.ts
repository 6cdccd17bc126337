import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Memory of a process that is in RAM, in MB. */
export function residentMegabytes(pid: number): number {
  return residentKilobytes(pid) / 1024;
}

function residentKilobytes(pid: number): number {
  switch (process.platform) {
    case 'linux':
      return Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
    case 'win32':
      return (
        Number(
          execFileSync('powershell.exe', ['-NoProfile', '-Command', `(Get-Process -Id ${pid}).WorkingSet64`]),
        ) / 1024
      );
    default:
      return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)]));
  }
}
