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
    {
      id: 'importToSend',
      title: 'the same, over what the script does itself',
      unit: 'ms',
      floor: 'emptyScript',
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
      gives: ['emptyScript'],
      prepare: async () => {
        const script = `Import-Module ${psQuote(emptyModule())}\n${secret}`;
        return () =>
          inFreshEngine(async (engine) => ({ emptyScript: (await mustRun(engine, script)).milliseconds }));
      },
    },
    {
      gives: ['importToSend', 'firstSendMemory'],
      prepare: async ({ server }) => {
        const script = [importModule, secret, environment(server.url), connect, sendSmall].join('\n');
        return async () => {
          await server.answer();
          return inFreshEngine(async (engine) => {
            const { milliseconds } = await mustRun(engine, script);
            return { importToSend: milliseconds, firstSendMemory: memory(engine) };
          });
        };
      },
    },
    {
      gives: ['connect', 'firstSend'],
      prepare: async ({ server }) => {
        const script = clocked(server.url);
        return async () => {
          await server.answer();
          return inFreshEngine(async (engine) => {
            const { output } = await mustRun(engine, script);
            const [connected = 0, sent = 0] = output.map(({ text }) => Number(text));
            return { connect: connected, firstSend: sent };
          });
        };
      },
    },
  ],
};

/** The token as a script has it; making it costs the script more than a call of the module. */
const secret = `$secret = [System.Net.NetworkCredential]::new('', ${psQuote(accessToken())}).SecurePassword`;

const environment = (url: string) => `$null = Add-MgEnvironment -Name lab -GraphEndpoint ${url}`;

const connect = 'Connect-MgGraph -AccessToken $secret -Environment lab -NoWelcome';

/** The whole way, which writes what connecting and sending took of it. */
const clocked = (url: string) => `
  ${importModule}
  ${secret}
  ${environment(url)}
  $clock = [System.Diagnostics.Stopwatch]::StartNew()
  ${connect}
  $clock.Elapsed.TotalMilliseconds
  $clock.Restart()
  ${sendSmall}
  $clock.Elapsed.TotalMilliseconds`;

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
