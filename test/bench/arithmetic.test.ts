import { describe, expect, test } from '@jest/globals';
import { evaluate, judge } from '../../bench/evaluate.ts';
import { type Goal, goals } from '../../bench/goals.ts';
import { allParts } from '../../bench/measures/parts.ts';
import { summarizeWork } from '../../bench/otherWork.ts';
import { summarize } from '../../bench/stats.ts';

describe('summarize', () => {
  test('an odd number of samples, in any order, which it leaves alone', () => {
    const samples = [5, 1, 4, 2, 100];
    expect(summarize(samples)).toEqual({
      runs: 5,
      min: 1,
      lowerQuartile: 2,
      median: 4,
      upperQuartile: 5,
      max: 100,
    });
    expect(samples).toEqual([5, 1, 4, 2, 100]);
  });

  test('an even number lies between two samples', () => {
    expect(summarize([4, 1, 3, 2])).toMatchObject({ lowerQuartile: 1.75, median: 2.5, upperQuartile: 3.25 });
  });

  test('numbers are sorted as numbers, not as text', () => {
    expect(summarize([10, 9, 1])).toMatchObject({ min: 1, median: 9, max: 10 });
  });

  test('one sample is everything; none is an error', () => {
    expect(new Set(Object.values(summarize([7])))).toEqual(new Set([1, 7]));
    expect(() => summarize([])).toThrow('There is no sample.');
  });
});

describe('evaluate', () => {
  const line = { id: 'call', title: 'call', unit: 'ms', floor: 'bare' } as const;
  const samples = new Map([
    ['call', [3, 1, 2]],
    ['bare', [0.5, 9, 0.25]],
  ]);
  test('a line stands beside the median of its floor', () => {
    const [result] = evaluate([line], samples);
    expect(result).toMatchObject({ summary: { median: 2 }, floor: { median: 0.5 }, ratio: 4 });
  });

  test('a line without a floor has no ratio', () => {
    expect(evaluate([{ id: 'call', title: 'call', unit: 'ms' }], samples)[0]).not.toHaveProperty('ratio');
  });

  test('what was not measured is an error', () => {
    expect(() => evaluate([{ ...line, floor: 'other' }], samples)).toThrow('There is no sample.');
  });
});

describe('judge', () => {
  const results = evaluate(
    [
      { id: 'call', title: 'call', unit: 'ms', floor: 'bare' },
      { id: 'alone', title: 'alone', unit: 'MB' },
    ],
    new Map([
      ['call', [2]],
      ['bare', [0.5]],
      ['alone', [70]],
    ]),
  );
  const met = (...goals: Goal[]) => judge(results, goals).map(({ isMet }) => isMet);

  test('a goal holds for the median, or for the ratio to the floor; its limit is still good', () => {
    expect(met({ line: 'call', limit: 2 }, { line: 'call', limit: 1.99 })).toEqual([true, false]);
    expect(met({ line: 'call', limit: 4, of: 'ratio' }, { line: 'call', limit: 3.9, of: 'ratio' })).toEqual([
      true,
      false,
    ]);
  });

  test('a goal stands with its line; without one it is left out', () => {
    const found = judge(results, [
      { line: 'other', limit: 1 },
      { line: 'alone', limit: 95 },
    ]);
    expect(found).toEqual([
      { goal: { line: 'alone', limit: 95, of: 'value' }, result: results[1], isMet: true },
    ]);
  });

  test('a ratio without a floor is an error', () => {
    expect(() => met({ line: 'alone', limit: 1, of: 'ratio' })).toThrow("The line 'alone' has no floor.");
  });
});

test('every goal has a line that is measured, and a ratio a floor', () => {
  const lines = allParts({ folders: '' }, true).flatMap((part) => part.lines);
  const samples = new Map(lines.flatMap(({ id, floor = id }) => [id, floor]).map((id) => [id, [1]]));
  expect(judge(evaluate(lines, samples), goals).map(({ goal }) => goal.line)).toEqual(
    goals.map(({ line }) => line),
  );
});

test('a machine is busy when half of the pauses saw more than a fifth of a processor in use', () => {
  expect(summarizeWork([0, 0.1, 1.9])).toEqual({ median: 0.1, most: 1.9, isBusy: false });
  expect(summarizeWork([0, 0.3, 1.9])).toEqual({ median: 0.3, most: 1.9, isBusy: true });
});
