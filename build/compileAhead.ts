import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { downloadedPackages } from './downloadedPackages.ts';
import { paths } from './paths.ts';
import { aheadName, type ModuleBuild } from './platforms.ts';
import { powershellHome } from './powershell.ts';
import { runOrExit } from './run.ts';

const compilerVersion = '10.0.14';

/**
 * SHA-512 of the compiler's package for each system that it may run on. Elsewhere the module is built without, and works
 * the same.
 */
const compilerHashes: Readonly<Record<string, string>> = {
  'linux-x64': 'EtXOHonxkJL6n0wkN2eQqrI7O4P19VF8HHGfT86XMZaEUgXYg6UftnJ/iXa3re3tE7sSOIF4x/Kg6hoaA4E02A==',
};

const compilerPlatform = `${{ win32: 'win', darwin: 'osx' }[process.platform as string] ?? process.platform}-${process.arch}`;

/**
 * Makes native code of the types assembly, beside its own, so that .NET need not compile what the first calls use. It
 * holds for any version of .NET and of the engine: where one differs from what was seen here, .NET compiles that part.
 */
export function compileAhead({ platform, folder }: ModuleBuild): void {
  const hash = compilerHashes[compilerPlatform];
  if (hash === undefined) {
    return;
  }
  const file = path.join(folder, aheadName(platform));
  mkdirSync(path.dirname(file), { recursive: true });
  const [compiler = ''] = downloadedPackages(compilerVersion, {
    [`Microsoft.NETCore.App.Crossgen2.${compilerPlatform}`]: hash,
  });
  runOrExit(path.join(compiler, 'tools', `crossgen2${process.platform === 'win32' ? '.exe' : ''}`), [
    paths.typesAssembly,
    '--out',
    file,
    '--reference',
    path.join(framework(), '*.dll'),
    '--reference',
    path.join(powershellHome, 'System.Management.Automation.dll'),
    '--targetos',
    platform.os === 'win' ? 'windows' : platform.os,
    '--targetarch',
    platform.arch,
    '-O',
  ]);
}

/** The folder of the newest shared framework here; its assemblies are those that PowerShell runs on. */
function framework(): string {
  const runtimes = spawnSync('dotnet', ['--list-runtimes'], { encoding: 'utf8' }).stdout;
  const lines = runtimes.match(/^Microsoft\.NETCore\.App 10\..*$/gm) ?? [];
  const [, version = '', folder = ''] = /App (\S+) \[(.*)\]/.exec(lines.at(-1) ?? '') ?? [];
  return path.join(folder, version);
}
