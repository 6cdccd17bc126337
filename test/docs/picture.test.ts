import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { repositoryRoot } from '../support/module.ts';
import { read } from './blocks.ts';

const bun = path.join(repositoryRoot, 'node_modules', 'bun', 'bin', 'bun.exe');

test('docs/demo.svg shows the session as it is: bun demo/picture.ts draws it', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'pss-picture-'));
  const picture = path.join(folder, 'demo.svg');
  const { status } = spawnSync(bun, ['demo/picture.ts', picture], { cwd: repositoryRoot, encoding: 'utf8' });
  expect(status).toBe(0);
  expect(readFileSync(picture, 'utf8')).toBe(read('docs/demo.svg'));
  rmSync(folder, { recursive: true });
});

test('each step of the demonstration does what it should', () => {
  const { status } = spawnSync(bun, ['demo/demo.ts'], { cwd: repositoryRoot, encoding: 'utf8' });
  expect(status).toBe(0);
});
