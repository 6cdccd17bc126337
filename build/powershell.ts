import { cpSync, existsSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import tools from '../.config/dotnet-tools.json' with { type: 'json' };
import { nugetPackages } from './nugetPackages.ts';
import { paths } from './paths.ts';
import type { Platform } from './platforms.ts';
import { canCompileAhead, readyToRun } from './readyToRun.ts';
import { runOrExit } from './run.ts';

/** The version of PowerShell that is built against and tested in. */
export const powershellVersion = tools.tools.powershell.version;

/** The folder of that PowerShell's package with the engine for each kind of system. */
export const powershellPackage = path.join(
  nugetPackages,
  'powershell',
  powershellVersion,
  'tools',
  'net10.0',
  'any',
);

/** The assemblies that any start of PowerShell runs much of. */
const startAssemblies = [
  'System.Management.Automation',
  'Microsoft.PowerShell.ConsoleHost',
  'Microsoft.PowerShell.Commands.Management',
  'Microsoft.PowerShell.Commands.Utility',
  'Microsoft.PowerShell.Security',
];

/** The folder of the PowerShell that is run, with its modules. */
export function powershellHome(kind: 'unix' | 'win'): string {
  return canCompileAhead
    ? path.join(paths.root, 'artifacts', 'powershell', powershellVersion, kind)
    : path.join(powershellPackage, kind);
}

/** The one for this system. */
export const hostPowershell = powershellHome(process.platform === 'win32' ? 'win' : 'unix');

/** The program that starts it. */
export const pwsh: readonly [program: string, ...args: string[]] = [
  'dotnet',
  path.join(hostPowershell, 'pwsh.dll'),
];

/** Gets PowerShell where it is not there yet. */
export function restorePowershell(): void {
  runOrExit('dotnet', ['tool', 'restore', '--verbosity', 'quiet']);
}

/**
 * Makes the PowerShell that is run, where it is not there yet: the tool's, compiled ahead as an installed one is, which the
 * tool is not. So it starts in less than half the time.
 * @param frameworks The folders of the .NET that it runs on.
 */
export function makePowershell(platform: Platform, frameworks: readonly string[]): void {
  const kind = platform.os === 'win' ? 'win' : 'unix';
  const home = powershellHome(kind);
  if (!canCompileAhead || existsSync(home)) {
    return;
  }
  const source = path.join(powershellPackage, kind);
  const unfinished = `${home}-unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  cpSync(source, unfinished, { recursive: true });
  const references = [...frameworks, source].map((folder) => path.join(folder, '*.dll'));
  for (const name of startAssemblies) {
    readyToRun(path.join(source, `${name}.dll`), path.join(unfinished, `${name}.dll`), references, platform);
  }
  renameSync(unfinished, home);
}
