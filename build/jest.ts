import path from 'node:path';
import { run } from './run.ts';

/** Runs Jest with these arguments and environment variables. Returns whether Jest succeeded. */
export function jest(args: readonly string[], env: Record<string, string> = {}): boolean {
  const program = path.join('node_modules', 'jest', 'bin', 'jest.js');
  return run(
    'node',
    ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', program, ...args],
    // The tests' PowerShell processes are too short-lived to benefit from profile-guided optimization.
    { DOTNET_TieredPGO: '0', ...env },
  );
}
