import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { version } from '../../src/protocol/version.ts';

const root = join(import.meta.dirname, '../..');
const bun = join(root, 'node_modules/bun/bin/bun.exe');

/** Runs a script in the binary's runtime, with the error handlers of main.ts. */
function run(script: string): { status: number | null; stderr: string } {
  const code = `import { endOnFault } from './src/processEnd.ts'; endOnFault(); ${script}`;
  const { status, stderr } = spawnSync(bun, ['-e', code], { cwd: root, encoding: 'utf8' });
  return { status, stderr };
}

describe('a fault of the backend', () => {
  test.each([
    ['an exception', "setTimeout(() => { throw new TypeError('secret'); });"],
    ['a rejection', "void Promise.reject(new TypeError('secret'));"],
  ])('%s ends it, and tells only its kind', (_, script) => {
    expect(run(script)).toEqual({
      status: 70,
      stderr: `PartnerSecurityScore backend ${version}: unexpected TypeError\n`,
    });
  });

  test('what is thrown is not shown', () => {
    expect(run("setTimeout(() => { throw 'secret'; });").stderr).toContain('unexpected string');
  });
});
