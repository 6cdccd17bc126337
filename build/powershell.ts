import { cpSync, existsSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import tools from '../.config/dotnet-tools.json' with { type: 'json' };
import { restoreTools } from './dotnet.ts';
import { nugetPackages } from './nugetPackages.ts';
import { paths } from './paths.ts';
import type { Platform } from './platforms.ts';
import { canCompileAhead, readyToRun } from './readyToRun.ts';

/** The version of PowerShell that the build and the tests use. */
export const powershellVersion = tools.tools.powershell.version;

/** The folder of PowerShell in its .NET tool package, with the subfolders `win` and `unix`. */
export const powershellPackage = path.join(
  nugetPackages,
  'powershell',
  powershellVersion,
  'tools',
  'net10.0',
  'any',
);

/** The assemblies with most of the code that runs when PowerShell starts. */
const startAssemblies = [
  'System.Management.Automation',
  'Microsoft.PowerShell.ConsoleHost',
  'Microsoft.PowerShell.Commands.Management',
  'Microsoft.PowerShell.Commands.Utility',
  'Microsoft.PowerShell.Security',
];

/** Returns the folder of the PowerShell installation for Windows or for other systems. */
export function powershellHome(kind: 'unix' | 'win'): string {
  return canCompileAhead
    ? path.join(paths.root, 'artifacts', 'powershell', powershellVersion, kind)
    : path.join(powershellPackage, kind);
}

/** The folder of the PowerShell installation for this system. */
export const hostPowershell = powershellHome(process.platform === 'win32' ? 'win' : 'unix');

/** The command that starts PowerShell. */
export const pwsh: readonly [program: string, ...args: string[]] = [
  'dotnet',
  path.join(hostPowershell, 'pwsh.dll'),
];

/**
 * Restores the .NET tools, and creates the PowerShell installation for a platform: a copy of the PowerShell tool whose
 * main assemblies are compiled ahead of time, unlike those of the tool. This reduces the start time by more than half.
 * Skips whatever already exists. If no compiler is available for this system, the tool itself is used.
 *
 * @param frameworks The folders of the .NET frameworks that PowerShell runs on.
 */
export function makePowershell(platform: Platform, frameworks: readonly string[]): void {
  restoreTools();
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
