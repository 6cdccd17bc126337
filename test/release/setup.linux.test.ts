// The stand-ins for npm and Bun are shell scripts.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { repositoryRoot } from '../support/module.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'pss-setup-'));

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('what is installed for a release gets no password to sign with', () => {
  const [programs, bun] = [path.join(folder, 'programs'), path.join(folder, 'node_modules', 'bun', 'bin')];
  for (const each of [path.join(folder, 'build'), programs, bun]) {
    mkdirSync(each, { recursive: true });
  }
  cpSync(path.join(repositoryRoot, 'build', 'setup.mjs'), path.join(folder, 'build', 'setup.mjs'));
  writeFileSync(path.join(folder, 'package-lock.json'), '{}');
  const standIn = `#!/bin/sh\necho "\${SIGNING_PASSWORD-none}, $KEPT" >> '${path.join(folder, 'seen')}'\n`;
  for (const file of [path.join(programs, 'npm'), path.join(bun, 'bun.exe')]) {
    writeFileSync(file, standIn, { mode: 0o755 });
  }
  execFileSync(process.execPath, [path.join(folder, 'build', 'setup.mjs')], {
    env: {
      ...process.env,
      PATH: `${programs}${path.delimiter}${process.env['PATH']}`,
      SIGNING_PASSWORD: 'secret',
      KEPT: 'kept',
    },
  });
  expect(readFileSync(path.join(folder, 'seen'), 'utf8')).toBe('none, kept\nnone, kept\n');
});
