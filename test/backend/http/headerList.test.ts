import { expect, test } from '@jest/globals';
import { hasHeader, withHeader, withoutHeaders } from '../../../src/http/headerList.ts';
import type { Header } from '../../../src/protocol/protocol.ts';

const headers: Header[] = [
  ['retry-ATTEMPT', 'x'],
  ['constructor', 'y'],
  ['X-Two', '1'],
  ['x-two', '2'],
];

test('withHeader replaces a header however it is spelt', () => {
  expect(withHeader(headers, 'Retry-Attempt', '1')).toEqual([
    ['constructor', 'y'],
    ['X-Two', '1'],
    ['x-two', '2'],
    ['Retry-Attempt', '1'],
  ]);
});

test('withoutHeaders takes every line away, and leaves the others and the original alone', () => {
  expect(withoutHeaders(headers, ['X-TWO', 'absent']).map(([, value]) => value)).toEqual(['x', 'y']);
  expect(headers).toHaveLength(4);
});

test('hasHeader goes by the name alone', () => {
  expect(hasHeader(headers, 'Constructor')).toBe(true);
  expect(hasHeader(headers, 'toString')).toBe(false);
});
