import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { powershellVersion } from '../../build/powershell.ts';
import { type Command, enginePwsh } from '../support/engineProgram.ts';
import { GraphServer } from '../support/graphServer.ts';
import { modulePath } from '../support/module.ts';

const windowsPowerShell = '{ "5.1": ["powershell.exe"] }';

/**
 * The commands that start PowerShell, by version prefix: the engine of the other tests, and those in the environment
 * variable PSS_FIRST_CALLS, a JSON object. Its default on Windows is Windows PowerShell.
 */
const shells: Record<string, Command> = {
  [powershellVersion]: enginePwsh(),
  ...JSON.parse(process.env['PSS_FIRST_CALLS'] ?? (process.platform === 'win32' ? windowsPowerShell : '{}')),
};

/** Runs the script and returns the exit code of PowerShell and its output. */
async function firstCalls(
  [program, ...args]: Command,
  endpoint: string,
): Promise<{ code: number | null; text: string }> {
  const shell = spawn(program, [
    ...args,
    '-NoProfile',
    '-NonInteractive',
    '-ExecutionPolicy',
    'Bypass',
    '-File',
    path.join(import.meta.dirname, 'firstCalls.ps1'),
    '-Manifest',
    modulePath,
    '-GraphEndpoint',
    endpoint,
  ]);
  shell.stdin.end();
  let text = '';
  for (const stream of [shell.stdout, shell.stderr]) {
    stream.setEncoding('utf8').on('data', (part: string) => {
      text += part;
    });
  }
  const [code] = await once(shell, 'close');
  return { code: code as number | null, text };
}

test.each(Object.entries(shells))(
  'the first calls of a user work in PowerShell %s',
  async (version, shell) => {
    const server = await GraphServer.start();
    try {
      const { code, text } = await firstCalls(shell, server.url);
      expect([code, text]).toEqual([
        0,
        expect.stringContaining(`All is as it should be in PowerShell ${version}`),
      ]);
      expect(server.requests.map((request) => request.text)).toEqual([
        '{"id":"café €","currentScore":85.4}',
        '{"currentScore":14.29,"history":[{"createdDateTime":"2026-01-31T08:00:00.0000000Z","score":1.1}]}',
        '{"currentScore":1}',
      ]);
    } finally {
      await server.close();
    }
  },
);
