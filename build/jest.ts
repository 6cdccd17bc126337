import path from 'node:path';
import { run } from './run.ts';

/** Runs tests with these arguments and variables; false if one failed. */
export function jest(args: readonly string[], env: Record<string, string> = {}): boolean {
  const program = path.join('node_modules', 'jest', 'bin', 'jest.js');
  return run(
    'node',
    ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', program, ...args],
    // The tests' many PowerShells don't live long enough for .NET to learn from how they run.
    { DOTNET_TieredPGO: '0', ...env },
  );
}
