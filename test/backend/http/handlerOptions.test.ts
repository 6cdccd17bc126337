import { describe, expect, test } from '@jest/globals';
import { ExchangeHandlerOptions } from '../../../src/http/middleware/exchangeHandlerOptions.ts';
import { RedirectHandlerOptions } from '../../../src/http/middleware/redirectHandlerOptions.ts';
import {
  defaultRetryLimits,
  RetryHandlerOptions,
  type RetryLimits,
} from '../../../src/http/middleware/retryHandlerOptions.ts';
import { TimeLimit } from '../../../src/http/middleware/timeLimit.ts';

const { signal } = new AbortController();
const timeLimit = new TimeLimit(1, signal);
const retry = (limits: Partial<RetryLimits> = {}) =>
  new RetryHandlerOptions(timeLimit, () => {}, { ...defaultRetryLimits, ...limits });
const redirect = (...numbers: number[]) => new RedirectHandlerOptions('https://g.example', ...numbers);

describe('the options of a handler', () => {
  test('have the numbers of the contract', () => {
    expect(retry().limits).toEqual({ maxRetries: 3, delaySeconds: 3, timeLimitSeconds: 0 });
    expect(redirect()).toMatchObject({ maxRedirects: 5 });
  });

  test('take every number of their ranges', () => {
    const least = { maxRetries: 0, delaySeconds: 0, timeLimitSeconds: 0 };
    const most = { maxRetries: 10, delaySeconds: 180, timeLimitSeconds: 1e6 };
    expect(retry(least).limits).toEqual(least);
    expect(retry(most).limits).toEqual(most);
    expect(redirect(0).maxRedirects).toBe(0);
    expect(redirect(20).maxRedirects).toBe(20);
  });

  test.each<[string, () => unknown]>([
    ['maxRetries', () => retry({ maxRetries: -1 })],
    ['maxRetries', () => retry({ maxRetries: 11 })],
    ['maxRetries', () => retry({ maxRetries: 1.5 })],
    ['maxRetries', () => retry({ maxRetries: Number.NaN })],
    ['delaySeconds', () => retry({ delaySeconds: -1 })],
    ['delaySeconds', () => retry({ delaySeconds: 181 })],
    ['delaySeconds', () => retry({ delaySeconds: Number.NaN })],
    ['timeLimitSeconds', () => retry({ timeLimitSeconds: -1 })],
    ['timeLimitSeconds', () => retry({ timeLimitSeconds: Number.NaN })],
    ['maxRedirects', () => redirect(-1)],
    ['maxRedirects', () => redirect(21)],
    ['maxRedirects', () => redirect(1.5)],
  ])('refuse a bad %s, naming it', (name, make) => {
    expect(make).toThrow(RangeError);
    expect(make).toThrow(name);
  });

  test.each([RetryHandlerOptions, RedirectHandlerOptions, ExchangeHandlerOptions])(
    'are missed where a request has none: %p',
    (options) => {
      expect(() => options.of(undefined)).toThrow(TypeError);
      expect(() => options.of({})).toThrow(TypeError);
    },
  );
});
