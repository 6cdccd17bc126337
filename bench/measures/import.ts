import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Engine } from '../../test/support/engine.ts';
import { psQuote } from '../../test/support/engine.ts';
import { importModule } from '../../test/support/lab.ts';
import { memoryOf } from '../../test/support/processes.ts';
import { accessToken } from '../../test/support/tokens.ts';
import { artifact } from '../artifact.ts';
import { inFreshEngine, mustRun } from '../context.ts';
import type { Part } from '../measure.ts';
import { bareClient, loadHttp, sendSmall } from '../powershell.ts';

/** The first use of the module in a new process, each sample in one of its own. */
export const imports: Part = {
  name: 'import',
  lines: [
    {
      id: 'import',
      title: 'import',
      unit: 'ms',
      floor: 'emptyImport',
      goals: [{ limit: 25, of: 'aboveFloor' }],
    },
    { id: 'connect', title: 'connect with a token', unit: 'ms', floor: 'runtimeStart' },
    { id: 'firstSend', title: 'first PATCH', unit: 'ms', floor: 'firstBareSend' },
    {
      id: 'importToSend',
      title: 'import, connect and first PATCH',
      unit: 'ms',
      floor: 'emptyImport',
      goals: [{ limit: 100, of: 'aboveFloor' }],
    },
  ],
  probes: [
    {
      gives: ['emptyImport', 'firstBareSend', 'emptyImportMemory'],
      prepare: async ({ server }) => {
        const module = emptyModule();
        return async () => {
          await server.answer();
          return inFreshEngine(async (engine) => {
            const { milliseconds } = await mustRun(engine, `Import-Module ${psQuote(module)}`);
            const emptyImportMemory = memory(engine);
            const first = await mustRun(engine, `${loadHttp}\n${bareClient(server.url)}`);
            return { emptyImport: milliseconds, firstBareSend: first.milliseconds, emptyImportMemory };
          });
        };
      },
    },
    {
      gives: ['import', 'importMemory'],
      prepare: async () => () =>
        inFreshEngine(async (engine) => {
          const { milliseconds } = await mustRun(engine, importModule);
          return { import: milliseconds, importMemory: memory(engine) };
        }),
    },
    {
      gives: ['connect', 'firstSend', 'importToSend', 'firstSendMemory'],
      prepare: async ({ server }) => {
        const script = importToSend(server.url);
        return async () => {
          await server.answer();
          return inFreshEngine(async (engine) => {
            const { milliseconds, output } = await mustRun(engine, script);
            const [connect = 0, firstSend = 0] = output.map(({ text }) => Number(text));
            return { connect, firstSend, importToSend: milliseconds, firstSendMemory: memory(engine) };
          });
        };
      },
    },
  ],
};

/** What a script does that begins with the import; writes what connecting and sending took of it. */
function importToSend(url: string): string {
  return `
    ${importModule}
    $secret = [System.Net.NetworkCredential]::new('', ${psQuote(accessToken())}).SecurePassword
    $null = Add-MgEnvironment -Name lab -GraphEndpoint ${url}
    $clock = [System.Diagnostics.Stopwatch]::StartNew()
    Connect-MgGraph -AccessToken $secret -Environment lab -NoWelcome
    $clock.Elapsed.TotalMilliseconds
    $clock.Restart()
    ${sendSmall}
    $clock.Elapsed.TotalMilliseconds`;
}

/** A module with a manifest and nothing in its script. */
function emptyModule(): string {
  const folder = artifact('EmptyModule');
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'EmptyModule.psm1'), '');
  const manifest = path.join(folder, 'EmptyModule.psd1');
  writeFileSync(
    manifest,
    `@{
      RootModule = 'EmptyModule.psm1'
      ModuleVersion = '1.0.0'
      FunctionsToExport = @(); CmdletsToExport = @(); VariablesToExport = @(); AliasesToExport = @()
    }`,
  );
  return manifest;
}

/** In MB; 0 where the system does not tell. */
function memory(engine: Engine): number {
  return process.platform === 'linux' ? memoryOf(engine.pid) : 0;
}
