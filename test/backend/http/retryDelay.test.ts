import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { retryDelay } from '../../../src/http/middleware/retryDelay.ts';

const now = Date.UTC(2026, 10, 24);
const fresh = { retryAfter: null, attempt: 1, delaySeconds: 3, now, random: 0 };
const dateIn = (seconds: number) => new Date(now + seconds * 1000).toUTCString();

const anyAttempt = fc.integer({ min: 1, max: 10 });
const anyRandom = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

describe('retryDelay', () => {
  test.each([1, 2, 3])('of retry %i doubles and has up to 20 %% on top', (attempt) => {
    const delay = 3 * 2 ** (attempt - 1);
    expect(retryDelay({ ...fresh, attempt })).toBe(delay);
    expect(retryDelay({ ...fresh, attempt, random: 0.5 })).toBeCloseTo(delay * 1.1);
  });

  test('never leaves the range of its jitter', () => {
    fc.assert(
      fc.property(anyAttempt, anyRandom, (attempt, random) => {
        const share = retryDelay({ ...fresh, attempt, random }) / (3 * 2 ** (attempt - 1));
        expect(share).toBeGreaterThanOrEqual(1);
        expect(share).toBeLessThanOrEqual(1.2);
      }),
    );
  });

  test('is exactly the number of seconds that Retry-After gives, however large', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), anyAttempt, anyRandom, (seconds, attempt, random) => {
        expect(retryDelay({ ...fresh, retryAfter: `${seconds}`, attempt, random })).toBe(seconds);
      }),
    );
    expect(retryDelay({ ...fresh, retryAfter: ' 007\t' })).toBe(7);
    expect(retryDelay({ ...fresh, retryAfter: '9'.repeat(400) })).toBe(Number.MAX_SAFE_INTEGER);
  });

  test('is exactly the time to a date to come', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 10 ** 10 }),
        anyAttempt,
        anyRandom,
        (seconds, attempt, random) => {
          expect(retryDelay({ ...fresh, retryAfter: dateIn(seconds), attempt, random })).toBe(seconds);
        },
      ),
    );
    expect(retryDelay({ ...fresh, retryAfter: dateIn(2), now: now + 1500 })).toBe(0.5);
  });

  test.each(['', ' ', '-1', '-0', '+5', '1.5', '1e3', '0x10', '5 s', '5, 5', 'soon', dateIn(-1), dateIn(0)])(
    'takes %j for no Retry-After',
    (retryAfter) => {
      expect(retryDelay({ ...fresh, retryAfter })).toBe(3);
    },
  );

  test('is a number that a timer and JSON can take, whatever comes', () => {
    fc.assert(
      fc.property(fc.string(), anyAttempt, anyRandom, (retryAfter, attempt, random) => {
        const delay = retryDelay({ ...fresh, retryAfter, attempt, random });
        expect(Number.isFinite(delay) && delay >= 0).toBe(true);
      }),
    );
  });
});
