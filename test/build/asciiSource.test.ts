import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { paths } from '../../build/paths.ts';
import { doubt } from '../../src/protocol/errors.ts';

test('the backend contains its source as ASCII, not as UTF-16', () => {
  const program = readFileSync(paths.backend);
  expect([program.includes(doubt, 0, 'ascii'), program.includes(doubt, 0, 'utf16le')]).toEqual([true, false]);
});
