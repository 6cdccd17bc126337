import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseHttpDate } from '../../../src/http/middleware/httpDate.ts';

const now = Date.UTC(2026, 10, 24);
const parse = (text: string) => {
  const time = parseHttpDate(text, now);
  return time === undefined ? undefined : new Date(time).toISOString();
};

describe('parseHttpDate', () => {
  test.each([
    ['Sun, 06 Nov 1994 08:49:37 GMT', '1994-11-06T08:49:37.000Z'],
    ['Sunday, 06-Nov-94 08:49:37 GMT', '1994-11-06T08:49:37.000Z'],
    ['Sun Nov  6 08:49:37 1994', '1994-11-06T08:49:37.000Z'],
    ['Wed Nov 16 08:49:37 1994', '1994-11-16T08:49:37.000Z'],
    ['Tuesday, 24-Nov-26 00:00:00 GMT', '2026-11-24T00:00:00.000Z'],
    ['Tuesday, 24-Nov-76 00:00:00 GMT', '2076-11-24T00:00:00.000Z'],
    ['Thursday, 24-Nov-77 00:00:00 GMT', '1977-11-24T00:00:00.000Z'],
    ['Thu, 29 Feb 2024 23:59:59 GMT', '2024-02-29T23:59:59.000Z'],
    ['Sat, 31 Dec 2016 23:59:60 GMT', '2017-01-01T00:00:00.000Z'],
  ])('reads %s', (text, expected) => {
    expect(parse(text)).toBe(expected);
  });

  test.each([
    '',
    '5',
    '2026-11-24T00:00:00Z',
    'Sun, 06 Nov 1994 08:49:37',
    'Sun, 06 Nov 1994 08:49:37 +0000',
    'Sun, 6 Nov 1994 08:49:37 GMT',
    'Sun, 31 Feb 2027 08:49:37 GMT',
    'Sun, 00 Nov 1994 08:49:37 GMT',
    'Sun, 06 Nov 1994 24:00:00 GMT',
    'Sun, 06 Nov 1994 08:60:00 GMT',
    'Sun, 06 nov 1994 08:49:37 GMT',
    'x Sun, 06 Nov 1994 08:49:37 GMT',
  ])('refuses %j', (text) => {
    expect(parse(text)).toBeUndefined();
  });

  test('reads every moment of four-digit years as it is written', () => {
    const moment = fc.integer({ min: Date.UTC(1000, 0) / 1000, max: Date.UTC(9999, 11, 31) / 1000 });
    fc.assert(
      fc.property(moment, (seconds) => {
        expect(parseHttpDate(new Date(seconds * 1000).toUTCString(), now)).toBe(seconds * 1000);
      }),
    );
  });
});
