import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pwsh } from '../../build/powershell.ts';
import { repositoryRoot } from './module.ts';
import { psQuote } from './psQuote.ts';

/** A program and the arguments in front of its own. */
export type Command = readonly [program: string, ...args: string[]];

const hostAssembly = join(repositoryRoot, 'artifacts/bin/EngineHost/release/EngineHost.dll');

/** The `pwsh` of the tests: the pinned one, or what the variable PSS_TEST_PWSH has as a JSON array. */
export function enginePwsh(): Command {
  const given = process.env['PSS_TEST_PWSH'];
  return given === undefined ? pwsh : (JSON.parse(given) as Command);
}

/** Starts that `pwsh` with the host's protocol on stdin and stdout. Throws when the host isn't built. */
export function engineProgram(): Command {
  if (!existsSync(hostAssembly)) {
    throw new Error(`The engine host is not built: ${hostAssembly} is missing. Run "npm run build".`);
  }
  // Without $input in it, pwsh leaves stdin to the command.
  const command = `[void][Reflection.Assembly]::LoadFrom(${psQuote(hostAssembly)})
    [PartnerSecurityScore.EngineHost.Program]::Serve()`;
  return [...enginePwsh(), '-NoLogo', '-NoProfile', '-NonInteractive', '-Command', command];
}
