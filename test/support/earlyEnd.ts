import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { FaultyModule, programName } from '../torture/support/faultyModule.ts';
import { enginePwsh } from './engineProgram.ts';
import { moduleFolder } from './module.ts';
import { psQuote } from './psQuote.ts';

/** The ways in which a PowerShell ends. */
export const endings = ['', '; [Environment]::Exit(0)'];

/**
 * Starts PowerShells that import the module and end at once, and resolves when no backend of theirs is left. Processes of
 * Wine are Linux's own, too.
 * @param ending The last statement.
 */
export async function endEarly(ending: string, rounds: number): Promise<void> {
  // In a folder of its own, by which its processes are known.
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

/** How many processes there are of programs in a folder, those included that have begun no more than to exist. */
function processesOf(folder: string): number {
  return readdirSync('/proc').filter((name) => {
    try {
      return /^\d+$/.test(name) && readFileSync(`/proc/${name}/cmdline`, 'utf8').includes(folder);
    } catch {
      // It has ended meanwhile.
      return false;
    }
  }).length;
}
