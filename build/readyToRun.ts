import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { downloadedPackages } from './downloadedPackages.ts';
import type { Platform } from './platforms.ts';
import { runOrExit } from './run.ts';

const compilerVersion = '10.0.14';

/** The Base64-encoded SHA-512 of the compiler's package for each supported build system. */
const compilerHashes: Readonly<Record<string, string>> = {
  'linux-x64': 'EtXOHonxkJL6n0wkN2eQqrI7O4P19VF8HHGfT86XMZaEUgXYg6UftnJ/iXa3re3tE7sSOIF4x/Kg6hoaA4E02A==',
};

const compilerPlatform = `${{ win32: 'win', darwin: 'osx' }[process.platform as string] ?? process.platform}-${process.arch}`;

/** Whether the compiler is available for this system. */
export const canCompileAhead = compilerPlatform in compilerHashes;

/**
 * Writes a copy of an assembly with native code, so that .NET does not have to compile methods at their first call. The
 * copy also works with other versions of the references: .NET then ignores the affected native code.
 *
 * @param references The paths of the referenced assemblies. They can contain wildcards.
 */
export function readyToRun(
  from: string,
  to: string,
  references: readonly string[],
  platform: Platform,
): void {
  const [compiler = ''] = downloadedPackages(compilerVersion, {
    [`Microsoft.NETCore.App.Crossgen2.${compilerPlatform}`]: compilerHashes[compilerPlatform] ?? '',
  });
  runOrExit(path.join(compiler, 'tools', `crossgen2${process.platform === 'win32' ? '.exe' : ''}`), [
    from,
    '--out',
    to,
    ...references.flatMap((reference) => ['--reference', reference]),
    '--targetos',
    platform.os === 'win' ? 'windows' : platform.os,
    '--targetarch',
    platform.arch,
    '-O',
  ]);
}

/** Returns the folder of the newest installed .NET 10 runtime, which PowerShell also runs on. */
export function framework(): string {
  const runtimes = spawnSync('dotnet', ['--list-runtimes'], { encoding: 'utf8' }).stdout;
  const lines = runtimes.match(/^Microsoft\.NETCore\.App 10\..*$/gm) ?? [];
  const [, version = '', folder = ''] = /App (\S+) \[(.*)\]/.exec(lines.at(-1) ?? '') ?? [];
  return path.join(folder, version);
}
