import { spawnSync } from 'node:child_process';
import os from 'node:os';
import { repositoryRoot } from '../test/support/module.ts';
import { inFreshEngine, mustRun } from './context.ts';
import { originalModule } from './job.ts';

/** The hardware and software that the figures apply to, as names and values. */
export type Machine = Record<string, string | number>;

/**
 * Describes the machine and the versions of the measured software.
 *
 * @param original The version of Microsoft's module; `undefined` when it is not installed.
 */
export async function describeMachine(original: string | undefined): Promise<Machine> {
  const engine = await inFreshEngine(async (fresh) => {
    const { output } = await mustRun(
      fresh,
      `[string]$PSVersionTable.PSVersion
      [System.Runtime.InteropServices.RuntimeInformation]::FrameworkDescription
      [System.Runtime.InteropServices.RuntimeInformation]::OSDescription`,
    );
    const [version = '', dotnet = '', system = ''] = output.map(({ text }) => text);
    return { version, dotnet, system };
  });
  const commit = outputOf('git', 'rev-parse', 'HEAD');
  return {
    cpu: os.cpus()[0]?.model ?? '',
    cores: os.cpus().length,
    memoryMB: Math.round(os.totalmem() / 2 ** 20),
    system: `${engine.system} (${os.type()} ${os.release()}, ${os.arch()})`,
    dotnet: engine.dotnet,
    powershell: engine.version,
    bun: process.versions['bun'] ?? '',
    node: outputOf('node', '--version'),
    ...(original === undefined ? {} : { [originalModule]: original }),
    commit: outputOf('git', 'status', '--porcelain') === '' ? commit : `${commit} with changes`,
  };
}

function outputOf(program: string, ...args: string[]): string {
  return spawnSync(program, args, { cwd: repositoryRoot, encoding: 'utf8' }).stdout?.trim() ?? '';
}
