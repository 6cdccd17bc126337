import { describe, expect, test } from '@jest/globals';
import { evaluate } from '../../bench/evaluate.ts';
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
  const met = (goals: { limit: number; of?: 'value' | 'aboveFloor' | 'ratio' }[]) =>
    evaluate([{ ...line, goals }], samples)[0]?.verdicts.map(({ value, isMet }) => [value, isMet]);

  test('a line stands beside the median of its floor', () => {
    const [result] = evaluate([line], samples);
    expect(result).toMatchObject({ summary: { median: 2 }, floor: { median: 0.5 }, ratio: 4, verdicts: [] });
  });

  test('a line without a floor has no ratio', () => {
    expect(evaluate([{ id: 'call', title: 'call', unit: 'ms' }], samples)[0]).not.toHaveProperty('ratio');
  });

  test('a goal holds for the median, what of it is above the floor, or the ratio; its limit is still good', () => {
    expect(met([{ limit: 2 }, { limit: 1.99 }])).toEqual([
      [2, true],
      [2, false],
    ]);
    expect(
      met([
        { limit: 1.5, of: 'aboveFloor' },
        { limit: 1.4, of: 'aboveFloor' },
      ]),
    ).toEqual([
      [1.5, true],
      [1.5, false],
    ]);
    expect(
      met([
        { limit: 4, of: 'ratio' },
        { limit: 3.9, of: 'ratio' },
      ]),
    ).toEqual([
      [4, true],
      [4, false],
    ]);
  });

  test('what was not measured is an error', () => {
    expect(() => evaluate([{ ...line, floor: 'other' }], samples)).toThrow('There is no sample.');
  });
});
