import { existsSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { paths } from '../paths.ts';
import { run, runOrExit } from '../run.ts';
import { forwardingDll } from './forwardingDll.ts';

const MAX_ATTEMPTS = 3;

/** A Windows of our own, below artifacts/, that is kept for the next time. */
const prefix = path.join(paths.windows, 'wine');

export const wineVariables = {
  WINEPREFIX: prefix,
  WINEDEBUG: '-all',
  // .NET's code pages that are never both writable and executable make it crash at times under Wine.
  DOTNET_EnableWriteXorExecute: '0',
};

/** Makes that Windows, where it is not there yet. */
export function prepareWine(): void {
  const made = path.join(prefix, 'made');
  if (existsSync(made)) {
    return;
  }
  initialize();
  runOrExit('wine', ['winecfg', '-v', 'win10'], wineVariables);
  // Wine 8 has no library of this name, and programs of Bun don't start without.
  const name = 'bcryptprimitives.dll';
  const library = forwardingDll(name, { ProcessPrng: 'ADVAPI32.SystemFunction036' });
  writeFileSync(path.join(prefix, 'drive_c', 'windows', 'system32', name), library);
  writeFileSync(made, '');
}

/**
 * Wine's very first start failed once with "could not load kernel32.dll", which leaves a folder that no later start
 * repairs. So it begins again then, and shows Wine's own errors, which tell why.
 */
function initialize(): void {
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
    rmSync(prefix, { recursive: true, force: true });
    if (run('wine', ['wineboot', '--init'], { ...wineVariables, WINEDEBUG: 'fixme-all' })) {
      return;
    }
    stopWine();
  }
  console.error('Wine made no Windows, for the reasons above.');
  process.exit(1);
}

/** Ends all programs of that Windows. */
export function stopWine(): void {
  run('wineserver', ['--kill', '--wait'], wineVariables);
}

/** How a program under Wine names a file. */
export function wineName(file: string): string {
  return `Z:${file.replaceAll('/', '\\')}`;
}
