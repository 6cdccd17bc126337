import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Engine, psQuote } from '../support/engine.ts';
import { GraphServer } from '../support/graphServer.ts';
import { modulePath } from '../support/module.ts';

const script = path.join(import.meta.dirname, 'firstCalls.ps1');

let server: GraphServer;

beforeAll(async () => {
  server = await GraphServer.start();
});

afterAll(() => server.close());

/** How Windows PowerShell ends with the script, where there is one. */
async function inWindowsPowerShell(): Promise<{ code: number | null; text: string }> {
  const shell = spawn('powershell.exe', [
    '-NoProfile',
    '-NonInteractive',
    '-ExecutionPolicy',
    'Bypass',
    '-File',
    script,
    '-Manifest',
    modulePath,
    '-GraphEndpoint',
    server.url,
  ]);
  let text = '';
  for (const stream of [shell.stdout, shell.stderr]) {
    stream.setEncoding('utf8').on('data', (part: string) => {
      text += part;
    });
  }
  const [code] = await once(shell, 'close');
  return { code: code as number | null, text };
}

test('the first calls of a user of Windows PowerShell work in the engine of the tests', async () => {
  const engine = await Engine.start();
  try {
    const { terminating, errors, output } = await engine.run(
      `& ${psQuote(script)} -Manifest ${psQuote(modulePath)} -GraphEndpoint ${server.url}`,
    );
    expect([terminating, ...errors]).toEqual([null]);
    expect(output.at(-1)?.text).toMatch(/^All is as it should be/);
    expect(server.requests.map(({ text }) => text)).toEqual([
      '{"id":"café €","currentScore":85.4}',
      '{"currentScore":14.29,"history":[{"createdDateTime":"2026-01-31T08:00:00.0000000Z","score":1.1}]}',
      '{"currentScore":1}',
    ]);
  } finally {
    await engine.close();
  }
});

if (process.platform === 'win32') {
  test('and in Windows PowerShell itself', async () => {
    const { code, text } = await inWindowsPowerShell();
    expect([code, text]).toEqual([0, expect.stringMatching(/All is as it should be in PowerShell 5\.1/)]);
  });
}
