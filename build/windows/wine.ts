import { existsSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { paths } from '../paths.ts';
import { run, runOrExit } from '../run.ts';
import { forwardingDll } from './forwardingDll.ts';

const MAX_ATTEMPTS = 3;

/** The project's own Wine prefix below artifacts/, which is reused by later runs. */
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
 * Initializes the Wine prefix. Wine's first start failed once with "could not load kernel32.dll", which leaves a prefix
 * that later starts do not repair. The function therefore deletes the prefix and tries again. It also shows Wine's
 * error messages.
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

/** Returns the Windows path of a file under Wine. */
export function wineName(file: string): string {
  return `Z:${file.replaceAll('/', '\\')}`;
}
