import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { repositoryRoot } from './module.ts';
import { psQuote } from './psQuote.ts';

/** A way to get a PowerShell engine with the host's protocol on stdin and stdout. */
export interface EngineProgram {
  kind: 'pwsh' | 'bare';
  command: string;
  args: string[];
}

/** Exit code of a `pwsh` whose .NET is older than the one the host is built for. */
export const tooOldExitCode = 75;

const hostAssembly = join(repositoryRoot, 'artifacts/bin/EngineHost/release/EngineHost.dll');

/**
 * The programs to try, best first: `pwsh` when it is on PATH, for its own engine and modules, then the engine
 * package by itself, which has the Microsoft.PowerShell.Core commands only. Throws when the host isn't built.
 */
export function enginePrograms(path: string | undefined): EngineProgram[] {
  if (!existsSync(hostAssembly)) {
    throw new Error(
      `The engine host is not built: ${hostAssembly} is missing. ` +
        'Run "dotnet build -c Release test/engine-host".',
    );
  }
  const bare: EngineProgram = { kind: 'bare', command: 'dotnet', args: [hostAssembly] };
  const pwsh = findPwsh(path ?? '');
  return pwsh === undefined ? [bare] : [{ kind: 'pwsh', command: pwsh, args: pwshArguments() }, bare];
}

function findPwsh(path: string): string | undefined {
  const name = process.platform === 'win32' ? 'pwsh.exe' : 'pwsh';
  return path
    .split(delimiter)
    .filter((folder) => folder !== '')
    .map((folder) => join(folder, name))
    .find(existsSync);
}

function pwshArguments(): string[] {
  // Without $input in it, pwsh leaves stdin to the command.
  const command = [
    `if ([Environment]::Version.Major -lt 10) { exit ${tooOldExitCode} }`,
    `[void][Reflection.Assembly]::LoadFrom(${psQuote(hostAssembly)})`,
    'exit [PartnerSecurityScore.EngineHost.Program]::Serve()',
  ].join('; ');
  return ['-NoLogo', '-NoProfile', '-NonInteractive', '-Command', command];
}
