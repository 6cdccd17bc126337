import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { pwsh } from '../build/powershell.ts';
import { psQuote } from '../test/support/engine.ts';
import { modulesFolder } from '../test/support/module.ts';
import { artifact } from './artifact.ts';

export const originalModule = 'Microsoft.Graph.Beta.Security';
export const emptyModule = 'EmptyModule';

/** The module search path of the jobs. */
export interface ModulePath {
  /** The value of `PSModulePath`. */
  folders: string;
  /** The version of Microsoft's module; absent when the module is not installed. */
  original?: string;
}

/**
 * Returns a search path with the built module and an empty module in front of the existing `PSModulePath`, and the
 * version of Microsoft's module.
 *
 * @param given Additional environment variables, which can override `PSModulePath`.
 */
export async function findModules(given: Record<string, string> = {}): Promise<ModulePath> {
  const { output } = await runPwsh(
    [
      '-Command',
      `$env:PSModulePath
      Get-Module -ListAvailable -Name ${originalModule} | Select-Object -First 1 | ForEach-Object { [string]$_.Version }`,
    ],
    given,
  );
  const [users = '', original] = output.trim().split(/\r?\n/);
  const folders = [modulesFolder, makeEmptyModule(), users].join(path.delimiter);
  return original === undefined ? { folders } : { folders, original };
}

/** A script to run in a new `pwsh` process. */
export class Job {
  readonly #file: string;
  readonly #environment: Record<string, string>;

  constructor(name: string, script: string, { folders }: ModulePath) {
    this.#file = artifact(`${name}.ps1`);
    writeFileSync(this.#file, `$ErrorActionPreference = 'Stop'\n${script}\n`);
    // Microsoft's module stores its environments in the home folder, so the jobs get a separate home folder. This
    // has no effect on Windows, where .NET does not read HOME.
    const home = artifact('home');
    mkdirSync(home, { recursive: true });
    this.#environment = { PSModulePath: folders, HOME: home };
  }

  /**
   * Runs the script, and returns the milliseconds from the start of the process to its end.
   *
   * @throws {Error} The script failed, or wrote to standard output or standard error.
   */
  async run(): Promise<number> {
    const { output, milliseconds } = await runPwsh(['-File', this.#file], this.#environment);
    if (output !== '') {
      throw new Error(`${psQuote(this.#file)} wrote: ${output}`);
    }
    return milliseconds;
  }
}

async function runPwsh(args: readonly string[], environment: Record<string, string>) {
  const [program, ...first] = pwsh;
  const begin = performance.now();
  const child = spawn(program, [...first, '-NoLogo', '-NoProfile', '-NonInteractive', ...args], {
    env: { ...process.env, POWERSHELL_TELEMETRY_OPTOUT: '1', POWERSHELL_UPDATECHECK: 'Off', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const texts = Promise.all([text(child.stdout), text(child.stderr)]);
  const [code] = (await once(child, 'exit')) as [number | null];
  const milliseconds = performance.now() - begin;
  const output = (await texts).join('');
  if (code !== 0) {
    throw new Error(`${args.join(' ')} ended with exit code ${code}: ${output}`);
  }
  return { output, milliseconds };
}

/** Creates a module with a manifest and an empty script, and returns the folder that contains the module's folder. */
function makeEmptyModule(): string {
  const modules = artifact('modules');
  const folder = path.join(modules, emptyModule);
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, `${emptyModule}.psm1`), '');
  writeFileSync(
    path.join(folder, `${emptyModule}.psd1`),
    `@{
      RootModule = '${emptyModule}.psm1'
      ModuleVersion = '1.0.0'
      FunctionsToExport = @(); CmdletsToExport = @(); VariablesToExport = @(); AliasesToExport = @()
    }`,
  );
  return modules;
}
