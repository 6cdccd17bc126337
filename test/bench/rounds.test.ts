import { describe, expect, test } from '@jest/globals';
import type { Context } from '../../bench/context.ts';
import type { Line, Part, Probe } from '../../bench/measure.ts';
import { choose, measure, probesFor } from '../../bench/rounds.ts';

const line = (id: string, floor?: string): Line => ({
  id,
  title: id,
  unit: 'ms',
  ...(floor === undefined ? {} : { floor }),
});

const taken: string[] = [];

/** Returns a probe that records its preparation and its samples, and returns 1, 2, 3 and so on. */
function probe(id: string, rounds?: number): Probe {
  return {
    gives: [id],
    ...(rounds === undefined ? {} : { rounds }),
    prepare: async () => {
      taken.push(`${id} prepared`);
      let count = 0;
      return async () => {
        taken.push(id);
        count += 1;
        return { [id]: count };
      };
    },
  };
}

const parts: Part[] = [
  { name: 'start', lines: [line('a')], probes: [probe('a'), probe('b')] },
  { name: 'warm', lines: [line('c', 'b')], probes: [probe('c')] },
];

describe('choose', () => {
  test('no name means all; names keep the order of the table', () => {
    expect(choose(parts, [])).toEqual(parts);
    expect(choose(parts, ['warm', 'start'])).toEqual(parts);
    expect(choose(parts, ['warm'])).toEqual([parts[1]]);
  });

  test('an unknown name is told with those that there are', () => {
    expect(() => choose(parts, ['warn'])).toThrow("There is no part 'warn'. The parts are: start, warm.");
  });
});

test('what a line needs is its own probe and that of its floor, from whatever part', () => {
  expect(probesFor([line('c', 'b')], parts).flatMap(({ gives }) => gives)).toEqual(['b', 'c']);
});

test('all are prepared first, then sampled in turn; one may have fewer rounds', async () => {
  const told: number[] = [];
  const samples = await measure([probe('x'), probe('y', 1), probe('z')], {} as Context, 2, async (round) => {
    told.push(round);
  });
  expect(taken).toEqual(['x prepared', 'y prepared', 'z prepared', 'x', 'y', 'z', 'x', 'z']);
  expect(told).toEqual([1, 2]);
  expect(Object.fromEntries(samples)).toEqual({ x: [1, 2], y: [1], z: [1, 2] });
});
