import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { chosenSteps, drawTerminal, shownSteps } from '../../demo/terminal.ts';
import { repositoryRoot } from '../support/module.ts';
import { read } from './blocks.ts';

test('docs/demo.svg shows what the demonstration shows: bun demo/picture.ts draws it', () => {
  const bun = path.join(repositoryRoot, 'node_modules', 'bun', 'bin', 'bun.exe');
  const { status, stdout } = spawnSync(bun, ['demo/demo.ts'], { cwd: repositoryRoot, encoding: 'utf8' });
  expect(status).toBe(0);
  expect(drawTerminal(chosenSteps(stdout, shownSteps))).toBe(read('docs/demo.svg'));
});
