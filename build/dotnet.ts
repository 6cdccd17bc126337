import pkg from '../package.json' with { type: 'json' };
import { runOrExit } from './run.ts';

/** Downloads the .NET tools of `.config/dotnet-tools.json`, if they are missing. Exits this process on failure. */
export function restoreTools(): void {
  runOrExit('dotnet', ['tool', 'restore', '--verbosity', 'quiet']);
}

/** Builds a .NET project with the version in package.json. Exits this process when the build fails. */
export function buildDotnet(project: string): void {
  runOrExit('dotnet', [
    'build',
    project,
    '--configuration',
    'Release',
    '--nologo',
    '--verbosity',
    'quiet',
    '-clp:NoSummary',
    `-p:Version=${pkg.version}`,
    '-p:IncludeSourceRevisionInInformationalVersion=false',
  ]);
}
