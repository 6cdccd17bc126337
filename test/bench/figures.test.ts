import { describe, expect, test } from '@jest/globals';
import figures from '../../bench/figures.json' with { type: 'json' };
import { notForPages, pagesWithFigures, withFigures } from '../../bench/figures.ts';
import type { BenchRecord } from '../../bench/record.ts';
import { read } from '../docs/blocks.ts';

const record = figures as unknown as BenchRecord;

test('the figures that are kept are those of a run of everything', () => {
  expect(notForPages(record)).toBeUndefined();
  expect(notForPages({ ...record, parts: ['warm'] })).toMatch(/did not measure everything/);
  expect(notForPages({ ...record, verdicts: record.verdicts.slice(1) })).toMatch(
    /did not measure everything/,
  );
});

test.each(pagesWithFigures)('%s has the figures that are kept', (page) => {
  const text = read(page);
  expect(text).toMatch(/<!-- figures: \w+ -->/);
  expect(withFigures(text, record)).toBe(text);
});

describe('withFigures', () => {
  const marked = (inside: string, name = 'facts') =>
    `before\n<!-- figures: ${name} -->\n${inside}<!-- end of figures -->\nafter`;

  test('only what is between the marks is replaced', () => {
    const page = withFigures(`${marked('old\n')}\n${marked('')}`, record);
    expect(page).not.toContain('old');
    expect(page.split(`- commit: ${record.machine['commit']}`)).toHaveLength(3);
    expect(page.match(/before|after/g)).toEqual(['before', 'after', 'before', 'after']);
    expect(withFigures(page, record)).toBe(page);
  });

  test('a mark without figures is an error', () => {
    expect(() => withFigures(marked('', 'other'), record)).toThrow("There are no figures 'other'.");
  });

  test('figures of a busy machine are marked', () => {
    const busy = { ...record, otherWork: { median: 0.5, most: 1, isBusy: true } };
    const quiet = { ...record, otherWork: { ...busy.otherWork, isBusy: false } };
    for (const name of ['facts', 'short']) {
      expect(withFigures(marked('', name), busy)).toContain('OTHER PROGRAMS USED THIS MACHINE');
      expect(withFigures(marked('', name), quiet)).not.toContain('OTHER PROGRAMS');
    }
  });
});
