import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { FaultyModule, programName } from '../torture/support/faultyModule.ts';
import { enginePwsh } from './engineProgram.ts';
import { moduleFolder } from './module.ts';
import { psQuote } from './psQuote.ts';

/** Script suffixes for the ways in which PowerShell exits: at the end of the script, and by an explicit exit. */
export const endings = ['', '; [Environment]::Exit(0)'];

/**
 * Starts PowerShell processes one after another; each imports a copy of the module and exits immediately. Resolves when
 * none of their backends is running. Finds them in /proc, which also lists processes under Wine.
 * @param ending The end of each process's script, from `endings`.
 * @param rounds The number of PowerShell processes.
 * @throws A PowerShell process ended with an exit code other than 0.
 */
export async function endEarly(ending: string, rounds: number): Promise<void> {
  // The copy has a unique folder, which identifies the processes that run from it.
  const copy = new FaultyModule(path.join(moduleFolder, 'bin', programName));
  try {
    for (let round = 0; round < rounds; round += 1) {
      const [shell, ...args] = enginePwsh();
      const script = `Import-Module ${psQuote(copy.manifest)}${ending}`;
      const [code] = await once(spawn(shell, [...args, '-NoProfile', '-Command', script]), 'close');
      if (code !== 0) {
        throw new Error(`PowerShell ended with ${code}.`);
      }
    }
    while (processesOf(path.basename(path.dirname(copy.folder))) > 0) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  } finally {
    copy.remove();
  }
}

/** Counts the processes with this folder name in their command line, including processes that are still starting. */
function processesOf(folder: string): number {
  return readdirSync('/proc').filter((name) => {
    try {
      return /^\d+$/.test(name) && readFileSync(`/proc/${name}/cmdline`, 'utf8').includes(folder);
    } catch {
      // The process has exited since /proc was listed.
      return false;
    }
  }).length;
}
