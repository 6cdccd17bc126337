import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { paths } from '../../build/paths.ts';
import { enginePwsh } from '../support/engineProgram.ts';
import { psQuote } from '../support/psQuote.ts';
import { FaultyModule } from '../torture/support/faultyModule.ts';

let copy: FaultyModule;

// In a folder of its own, by which its processes are known.
beforeAll(() => {
  copy = new FaultyModule(paths.backend);
});

afterAll(() => copy.remove());

/** How many processes of the copy there are, those included that have begun no more than to exist. */
function backends(): number {
  const folder = path.dirname(copy.folder);
  return readdirSync('/proc').filter((name) => {
    try {
      return /^\d+$/.test(name) && readFileSync(`/proc/${name}/cmdline`, 'utf8').includes(folder);
    } catch {
      // It has ended meanwhile.
      return false;
    }
  }).length;
}

test.each(['', '; [Environment]::Exit(0)'])(
  'A9: no backend stays of a PowerShell that ends as soon as it has imported the module: %j',
  async (ending) => {
    for (let round = 0; round < 2; round += 1) {
      const [program, ...args] = enginePwsh();
      const script = `Set-Location ${psQuote(path.dirname(copy.program))}; Import-Module ../PartnerSecurityScore.psd1${ending}`;
      const [code] = await once(spawn(program, [...args, '-NoProfile', '-Command', script]), 'close');
      expect(code).toBe(0);
    }
    while (backends() > 0) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  },
);
