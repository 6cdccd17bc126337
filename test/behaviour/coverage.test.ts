import { describe, expect, test } from '@jest/globals';
import { linesInDifferences, mentionsInDifferences, mentionsInTests } from './coverage.ts';
import { policyLines } from './row.ts';
import { rows } from './rows.ts';

const mentioned = mentionsInTests();
const idsInTests = new Set(mentioned.map(({ id }) => id));

describe('the rows of observed behaviour', () => {
  test('have ids of their own', () => {
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
  });

  test('each have a test that names them', () => {
    const untested = rows.filter(({ id, pending }) => pending === undefined && !idsInTests.has(id));
    expect(untested.map(({ id }) => id)).toEqual([]);
  });

  test('are all that tests name', () => {
    const known = new Set(rows.map(({ id }) => id));
    expect(mentioned.filter(({ id }) => !known.has(id))).toEqual([]);
  });
});

describe('docs/differences.md', () => {
  const documented = mentionsInDifferences();

  test('has the rows that are better here, each once', () => {
    const better = rows.filter(({ marker }) => marker === 'better').map(({ id }) => id);
    expect(documented.map(({ id }) => id).sort()).toEqual(better.sort());
  });

  test('has a section for each line of the policy, with its rows in it', () => {
    expect(linesInDifferences()).toEqual(policyLines);
    const withRows = new Set(rows.map(({ policy }) => policy));
    expect(policyLines.filter((line) => !withRows.has(line))).toEqual([]);
  });

  test('names for each row a file that tests it', () => {
    const pending = new Set(rows.filter((row) => row.pending !== undefined).map(({ id }) => id));
    const wrong = documented.filter(
      ({ id, file }) =>
        !pending.has(id) && !mentioned.some((mention) => mention.id === id && mention.file === file),
    );
    expect(wrong).toEqual([]);
  });
});
