import { expect, test } from '@jest/globals';
import { withHeader, withoutHeaders } from '../../../src/http/headerRecord.ts';

const headers = Object.fromEntries([
  ['retry-ATTEMPT', 'x'],
  ['constructor', 'y'],
  ['__proto__', 'z'],
]);

test('withHeader replaces a header however it is spelt', () => {
  expect(Object.entries(withHeader(headers, 'Retry-Attempt', '1'))).toEqual([
    ['constructor', 'y'],
    ['__proto__', 'z'],
    ['Retry-Attempt', '1'],
  ]);
});

test('withoutHeaders leaves the others and the original alone', () => {
  expect(Object.entries(withoutHeaders(headers, ['Constructor', 'absent']))).toEqual([
    ['retry-ATTEMPT', 'x'],
    ['__proto__', 'z'],
  ]);
  expect(Object.keys(headers)).toHaveLength(3);
});
