import { expect, test } from '@jest/globals';
import { evaluate, judge } from '../../bench/evaluate.ts';
import type { Line } from '../../bench/measure.ts';
import { align, goalRows, linearityRows, lineRows, markdown, shortRows, shown } from '../../bench/table.ts';

const lines: Line[] = [
  { id: 'start', title: 'start', unit: 'ms' },
  { id: 'call', title: 'warm call', unit: 'ms', floor: 'bare' },
  { id: 'size', title: 'package', unit: 'MB', floor: 'bun' },
];
const results = evaluate(
  lines,
  new Map([
    ['start', [1234.5]],
    ['call', [0.25, 0.35, 0.3]],
    ['bare', [0.05]],
    ['size', [54.4]],
    ['bun', [50.3]],
  ]),
);
const verdicts = judge(results, [
  { line: 'size', limit: 1.05, of: 'ratio' },
  { line: 'call', limit: 0.3 },
]);

test('a line shows median, quartiles, floor and ratio', () => {
  expect(align(lineRows(results)).split('\n')).toEqual([
    'line         median    quartiles  samples     floor  ratio',
    'start       1235 ms    1235-1235        1',
    'warm call  0.300 ms  0.275-0.325        3  0.050 ms  6.00x',
    'package     54.4 MB    54.4-54.4        1   50.3 MB  1.08x',
  ]);
});

test('a goal shows its line, and whether it is met', () => {
  expect(align(goalRows(verdicts)).split('\n')).toEqual([
    'goal          floor  measured  ratio  goal: at most  met',
    'package     50.3 MB   54.4 MB  1.08x          1.05x   NO',
    'warm call  0.050 ms  0.300 ms  6.00x         0.3 ms  yes',
  ]);
});

test('a count has no unit', () => {
  const pages = evaluate([{ id: 'pages', title: 'pages', unit: '' }], new Map([['pages', [1]]]));
  expect(lineRows(pages)[1]).toEqual(['pages', '1', '1-1', '1', '', '']);
  expect(goalRows(judge(pages, [{ line: 'pages', limit: 2 }]))[1]).toEqual([
    'pages',
    '',
    '1',
    '',
    '2',
    'yes',
  ]);
});

test('a page has tables in Markdown', () => {
  expect(markdown(shortRows(verdicts)).split('\n')).toEqual([
    '|  | module | floor | ratio |',
    '| --- | ---: | ---: | ---: |',
    '| package | 54.4 MB | 50.3 MB | 1.08x |',
    '| warm call | 0.300 ms | 0.050 ms | 6.00x |',
  ]);
});

test('costs per item stand side by side, with the ratio of the last to the first', () => {
  const at = (of: string, count: number, unit: 'µs' | 'ms'): Line => ({
    id: `${of}${count}`,
    title: of,
    unit,
    amount: { of, count },
  });
  const counted = [
    at('entry', 10_000, 'µs'),
    at('entry', 1_000, 'µs'),
    at('record', 1_000, 'ms'),
    at('record', 100_000, 'ms'),
  ];
  const samples = new Map([
    ['entry1000', [8.1]],
    ['entry10000', [12.15]],
    ['record1000', [300.1]],
    ['record100000', [270.1]],
  ]);
  expect(align(linearityRows(evaluate(counted, samples))).split('\n')).toEqual([
    'item      1,000   10,000  100,000  largest to smallest',
    'entry   8.10 µs  12.2 µs                         1.50x',
    'record   300 ms            270 ms                0.90x',
  ]);
});

test.each([
  [0.04321, '0.043'],
  [-0.5, '-0.500'],
  [4.321, '4.32'],
  [43.21, '43.2'],
  [4321.5, '4322'],
  [1, '1'],
])('%p is shown as %p', (value, text) => {
  expect(shown(value)).toBe(text);
});
