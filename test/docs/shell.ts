import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { modulePath } from '../support/module.ts';

/**
 * Runs a line of a shell block in the built module's folder.
 * @returns Its exit code.
 */
export function runShell(line: string): number | null {
  const { status, error } = spawnSync(line, { cwd: path.dirname(modulePath), shell: true, encoding: 'utf8' });
  if (error !== undefined) {
    throw error;
  }
  return status;
}
