import pkg from '../package.json' with { type: 'json' };
import { runOrExit } from './run.ts';

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
