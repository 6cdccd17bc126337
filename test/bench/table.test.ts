import { expect, test } from '@jest/globals';
import { evaluate } from '../../bench/evaluate.ts';
import type { Line } from '../../bench/measure.ts';
import { linearityTable, shown, table } from '../../bench/table.ts';

test('a line shows median, quartiles, floor, ratio, and each goal in a row', () => {
  const lines: Line[] = [
    { id: 'start', title: 'start', unit: 'ms' },
    {
      id: 'call',
      title: 'warm call',
      unit: 'ms',
      floor: 'bare',
      goals: [{ limit: 0.45 }, { limit: 0.2, of: 'aboveFloor' }],
    },
    { id: 'size', title: 'package', unit: 'MB', floor: 'bun', goals: [{ limit: 1.1, of: 'ratio' }] },
  ];
  const samples = new Map([
    ['start', [1234]],
    ['call', [0.25, 0.35, 0.3]],
    ['bare', [0.05]],
    ['size', [54]],
    ['bun', [50]],
  ]);
  expect(table(evaluate(lines, samples)).split('\n')).toEqual([
    '             median    quartiles  runs  floor  ratio       goal: at most     is  met',
    'start       1234 ms    1234-1234     1',
    'warm call  0.300 ms  0.275-0.325     3  0.050  6.00x             0.45 ms  0.300  yes',
    '                                                      0.2 ms above floor  0.250   NO',
    'package     54.0 MB    54.0-54.0     1   50.0  1.08x          1.1x floor   1.08  yes',
  ]);
});

test('costs of one thing stand side by side, with what the most cost over what the fewest do', () => {
  const at = (of: string, count: number): Line => ({
    id: `${of}${count}`,
    title: of,
    unit: 'µs',
    amount: { of, count },
  });
  const lines = [at('entry', 10_000), at('entry', 1_000), at('record', 1_000), at('record', 100_000)];
  const samples = new Map([
    ['entry1000', [8]],
    ['entry10000', [12]],
    ['record1000', [300]],
    ['record100000', [270]],
  ]);
  expect(linearityTable(evaluate(lines, samples))?.split('\n')).toEqual([
    '                  1,000  10,000  100,000  most to fewest',
    'entry (µs each)    8.00    12.0                    1.50x',
    'record (µs each)    300              270           0.90x',
  ]);
  expect(linearityTable([])).toBeUndefined();
});

test.each([
  [undefined, ''],
  [0.04321, '0.043'],
  [-0.5, '-0.500'],
  [4.321, '4.32'],
  [43.21, '43.2'],
  [4321, '4321'],
])('%p is shown as %p', (value, text) => {
  expect(shown(value)).toBe(text);
});
