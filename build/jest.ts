import path from 'node:path';
import { run } from './run.ts';

/** Runs Jest with these arguments and environment variables. Returns whether Jest succeeded. */
export function jest(args: readonly string[], env: Record<string, string> = {}): boolean {
  const program = path.join('node_modules', 'jest', 'bin', 'jest.js');
  return run(
    'node',
    ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', program, ...args],
    // The tests' PowerShell processes are too short-lived to benefit from profile-guided optimization, or from methods
    // that .NET compiles a second time: it begins with that after a pause, here of 100 seconds.
    { DOTNET_TieredPGO: '0', DOTNET_TC_CallCountingDelayMs: '100000', ...env },
  );
}
