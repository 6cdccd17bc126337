import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { compileProgram } from '../../build/compileProgram.ts';
import { paths } from '../../build/paths.ts';
import { hostPlatform } from '../../build/platforms.ts';
import { version } from '../../src/protocol/version.ts';
import { frame } from '../../test/backend/support/testBackend.ts';
import { artifact } from '../artifact.ts';
import type { Part } from '../measure.ts';

/** The environment variables that the module sets for the backend. */
const environment = {
  BUN_ENABLE_CRASH_REPORTING: '0',
  DO_NOT_TRACK: '1',
  NODE_USE_SYSTEM_CA: '1',
  BUN_JSC_useFTLJIT: '0',
  BUN_JSC_useOMGJIT: '0',
  BUN_JSC_gcMaxHeapSize: '4000000',
};

/** Measures the start of the backend without PowerShell. */
export const start: Part = {
  name: 'start',
  lines: [
    {
      id: 'backendStart',
      title: 'backend: start to first answer',
      unit: 'ms',
      floor: 'runtimeStart',
    },
  ],
  probes: [
    {
      gives: ['backendStart'],
      prepare: async () => async () => ({
        backendStart: await untilOutput(
          paths.backend,
          frame({ jsonrpc: '2.0', id: 1, method: 'initialize', params: { version } }),
        ),
      }),
    },
    {
      gives: ['runtimeStart'],
      prepare: async () => {
        const program = artifact(process.platform === 'win32' ? 'hello.exe' : 'hello');
        await compileProgram({ source: 'bench/hello.ts', file: program, platform: hostPlatform() });
        return async () => ({ runtimeStart: await untilOutput(program, Buffer.of()) });
      },
    },
  ],
};

/**
 * Starts a program with the given input, and returns the milliseconds from its start to its first output.
 *
 * @throws {Error} The program ended with an exit code other than 0.
 */
async function untilOutput(program: string, input: Buffer): Promise<number> {
  const begin = performance.now();
  const child: ChildProcessWithoutNullStreams = spawn(program, [], {
    env: { ...process.env, ...environment },
  });
  const closed = once(child, 'close');
  child.stdin.on('error', () => {});
  child.stdin.write(input);
  await Promise.race([once(child.stdout, 'data'), closed]);
  const milliseconds = performance.now() - begin;
  child.stdin.end();
  const [code] = (await closed) as [number | null];
  if (code !== 0) {
    throw new Error(`${program} ended with exit code ${code}.`);
  }
  return milliseconds;
}
