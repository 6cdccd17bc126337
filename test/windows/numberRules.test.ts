import { spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { paths } from '../../build/paths.ts';

const program = path.join(paths.root, 'artifacts/bin/NumberRules/release/NumberRules.exe');
const seed = randomInt(2 ** 31);

/** Runs the conversions under .NET, or under Mono, which has the number rules of .NET Framework. Returns the output. */
function linesOf(runtime: 'mono' | 'dotnet', args: string[], input = ''): string[] {
  const { status, stdout, stderr } = spawnSync(runtime, [program, ...args], {
    encoding: 'utf8',
    input,
    maxBuffer: 2 ** 28,
  });
  expect([status, stderr]).toEqual([0, '']);
  return stdout.split('\n').filter((line) => line !== '');
}

/** Returns the lines in which .NET Framework formats a number as a string that .NET parses as a different number. */
function wrong(kind: 'single' | 'double'): string[] {
  const written = linesOf('mono', ['write', String(seed), '20000']).filter((line) => line.startsWith(kind));
  expect(written.length).toBeGreaterThan(50_000);
  return linesOf('dotnet', ['read'], written.join('\n'));
}

test('the conversions are the same under .NET', () => {
  const written = linesOf('dotnet', ['write', String(seed), '20000']);
  expect(linesOf('dotnet', ['read'], written.join('\n'))).toEqual([]);
});

test(`B11: every Double that .NET Framework writes is read as the same number (seed ${seed})`, () => {
  expect(wrong('double')).toEqual([]);
});

test(`B11: every Single that .NET Framework writes is read as the same number (seed ${seed})`, () => {
  expect(wrong('single')).toEqual([]);
});

test('texts and values become the same scores and counts by the rules of both', () => {
  expect(linesOf('mono', ['convert'])).toEqual(linesOf('dotnet', ['convert']));
});
