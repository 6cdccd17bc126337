import path from 'node:path';
import { run } from './run.ts';

/**
 * Variables for .NET. The tests' processes are too short-lived to benefit from optimized code, so .NET neither prepares
 * profile-guided optimization nor compiles a method again within the first hour of a process. The hour is given in
 * milliseconds, as a hexadecimal number.
 */
const shortLived = { DOTNET_TieredPGO: '0', DOTNET_TC_CallCountingDelayMs: '36EE80' };

/** Runs Jest with these arguments and environment variables. Returns whether Jest succeeded. */
export function jest(args: readonly string[], env: Record<string, string> = {}): boolean {
  const program = path.join('node_modules', 'jest', 'bin', 'jest.js');
  return run(
    'node',
    ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', program, ...args],
    { ...shortLived, ...env },
  );
}
