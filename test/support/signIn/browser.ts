import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export { browse, type LastAnswer } from './browse.mjs';

export interface FakeBrowser {
  /** The folder to put first in PATH. */
  path: string;
  /** Returns the opened URLs, in order. */
  opened: () => string[];
  dispose(): void;
}

/** Creates an `xdg-open` program that completes a sign-in as a browser and its user would, without a screen. */
export async function fakeBrowser({ caFile }: { caFile: string }): Promise<FakeBrowser> {
  const path = mkdtempSync(join(tmpdir(), 'fake-browser-'));
  const log = join(path, 'opened');
  const program = fileURLToPath(new URL('openedBrowser.mjs', import.meta.url));
  const script = [
    '#!/bin/sh',
    `printf '%s\\n' "$1" >> ${quote(log)}`,
    // This variable comes from the program that opens the browser, and must not affect the Node.js process below.
    'unset NODE_OPTIONS',
    `${quote(process.execPath)} ${quote(program)} "$1" ${quote(caFile)} < /dev/null > /dev/null 2>&1 &`,
    '',
  ];
  writeFileSync(join(path, 'xdg-open'), script.join('\n'), { mode: 0o755 });
  return {
    path,
    opened: () => (existsSync(log) ? readFileSync(log, 'utf8').split('\n').slice(0, -1) : []),
    dispose: () => rmSync(path, { recursive: true, force: true }),
  };
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
