import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pwsh } from '../../build/powershell.ts';
import { repositoryRoot } from './module.ts';
import { psQuote } from './psQuote.ts';

/** A program and its first arguments; callers append more. */
export type Command = readonly [program: string, ...args: string[]];

const hostAssembly = join(repositoryRoot, 'artifacts/bin/EngineHost/release/EngineHost.dll');

/** Returns the command of the tests' `pwsh`: the JSON array in PSS_TEST_PWSH, or else the pinned version. */
export function enginePwsh(): Command {
  const given = process.env['PSS_TEST_PWSH'];
  return given === undefined ? pwsh : (JSON.parse(given) as Command);
}

/**
 * Returns the command that runs the engine host in the tests' `pwsh`, with the host's protocol on stdin and stdout.
 * @throws The host is not built.
 */
export function engineProgram(): Command {
  if (!existsSync(hostAssembly)) {
    throw new Error(`The engine host is not built: ${hostAssembly} is missing. Run "npm run build".`);
  }
  // `pwsh` reads stdin itself only when the command contains $input.
  const command = `[void][Reflection.Assembly]::LoadFrom(${psQuote(hostAssembly)})
    [PartnerSecurityScore.EngineHost.Program]::Serve()`;
  return [...enginePwsh(), '-NoLogo', '-NoProfile', '-NonInteractive', '-Command', command];
}
