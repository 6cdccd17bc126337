import { describe, expect, test } from '@jest/globals';
import { ExchangeHandlerOptions } from '../../../src/http/exchangeHandlerOptions.ts';
import { RedirectHandlerOptions } from '../../../src/http/redirectHandlerOptions.ts';
import { RetryHandlerOptions } from '../../../src/http/retryHandlerOptions.ts';
import { TimeLimit } from '../../../src/http/timeLimit.ts';

const { signal } = new AbortController();
const timeLimit = new TimeLimit(1, signal);
const retry = (...numbers: number[]) => new RetryHandlerOptions(timeLimit, () => {}, ...numbers);
const redirect = (...numbers: number[]) =>
  new RedirectHandlerOptions(signal, 'https://g.example', ...numbers);

describe('the options of a handler', () => {
  test('have the numbers of the contract', () => {
    expect(retry()).toMatchObject({ maxRetries: 3, delaySeconds: 3 });
    expect(redirect()).toMatchObject({ maxRedirects: 5 });
  });

  test('take every number of their ranges', () => {
    expect(retry(0, 0.1)).toMatchObject({ maxRetries: 0, delaySeconds: 0.1 });
    expect(retry(10, 180)).toMatchObject({ maxRetries: 10, delaySeconds: 180 });
    expect(redirect(0).maxRedirects).toBe(0);
    expect(redirect(20).maxRedirects).toBe(20);
  });

  test.each<[string, () => unknown]>([
    ['maxRetries', () => retry(-1)],
    ['maxRetries', () => retry(11)],
    ['maxRetries', () => retry(1.5)],
    ['maxRetries', () => retry(Number.NaN)],
    ['delaySeconds', () => retry(3, 0)],
    ['delaySeconds', () => retry(3, 181)],
    ['delaySeconds', () => retry(3, Number.NaN)],
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
