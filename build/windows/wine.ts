import { existsSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { paths } from '../paths.ts';
import { run, runOrExit } from '../run.ts';
import { forwardingDll } from './forwardingDll.ts';

const MAX_ATTEMPTS = 3;

/** The folder of the project's own Wine prefix, which later runs reuse. */
const prefix = path.join(paths.windows, 'wine');

export const wineVariables = {
  WINEPREFIX: prefix,
  WINEDEBUG: '-all',
  // W^X protection of code pages makes .NET crash occasionally under Wine.
  DOTNET_EnableWriteXorExecute: '0',
};

/** Creates the Wine prefix if it is missing. */
export function prepareWine(): void {
  const made = path.join(prefix, 'made');
  if (existsSync(made)) {
    return;
  }
  initialize();
  runOrExit('wine', ['winecfg', '-v', 'win10'], wineVariables);
  // Wine 8 has no DLL of this name, and programs compiled with Bun do not start without it.
  const name = 'bcryptprimitives.dll';
  const library = forwardingDll(name, { ProcessPrng: 'ADVAPI32.SystemFunction036' });
  writeFileSync(path.join(prefix, 'drive_c', 'windows', 'system32', name), library);
  writeFileSync(made, '');
}

/**
 * Initializes a new Wine prefix, and shows Wine's error messages. Wine's first start can fail with "could not load
 * kernel32.dll" and leave a prefix that later starts do not repair. Each attempt therefore deletes the prefix first.
 * After the last attempt fails, this process exits with code 1.
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

/** Ends all programs in the Wine prefix. */
export function stopWine(): void {
  run('wineserver', ['--kill', '--wait'], wineVariables);
}

/** Returns the Windows path that a file has under Wine. The given path must be absolute. */
export function wineName(file: string): string {
  return `Z:${file.replaceAll('/', '\\')}`;
}
