import path from 'node:path';
import tools from '../.config/dotnet-tools.json' with { type: 'json' };
import { nugetPackages } from './nugetPackages.ts';
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

/** The engine's own folder, which has its modules as well. */
export const powershellHome = path.join(powershellPackage, process.platform === 'win32' ? 'win' : 'unix');

/** The program that starts it. */
export const pwsh: readonly [program: string, ...args: string[]] = [
  'dotnet',
  path.join(powershellHome, 'pwsh.dll'),
];

/** Gets PowerShell where it is not there yet. */
export function restorePowershell(): void {
  runOrExit('dotnet', ['tool', 'restore', '--verbosity', 'quiet']);
}
