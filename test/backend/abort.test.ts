import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { raced, withTimeLimit } from '../../src/http/abort.ts';

beforeEach(() => {
  jest.useFakeTimers();
});

afterEach(() => {
  jest.useRealTimers();
});

const never = new Promise<string>(() => {});
const signal = new AbortController().signal;

describe('raced', () => {
  test('gives what the promise gives', async () => {
    expect(await raced(Promise.resolve('done'), signal)).toBe('done');
    await expect(raced(Promise.reject(new Error('failed')), signal)).rejects.toThrow('failed');
  });

  test('fails with the reason of the signal, also of one that is aborted already', async () => {
    const stop = new AbortController();
    const waiting = raced(never, stop.signal);
    stop.abort(new Error('stopped'));
    await expect(waiting).rejects.toThrow('stopped');
    await expect(raced(never, stop.signal)).rejects.toThrow('stopped');
  });
});

describe('withTimeLimit', () => {
  test('ends an action that takes too long, and tells it so', async () => {
    let inner: AbortSignal | undefined;
    const waiting = withTimeLimit(
      5,
      () => new Error('too late'),
      (given) => {
        inner = given;
        return never;
      },
      signal,
    );
    const failed = expect(waiting).rejects.toThrow('too late');
    await jest.advanceTimersByTimeAsync(4999);
    expect(inner?.aborted).toBe(false);
    await jest.advanceTimersByTimeAsync(1);
    await failed;
    expect(inner?.aborted).toBe(true);
  });

  test('leaves no timer behind', async () => {
    expect(
      await withTimeLimit(
        5,
        () => new Error('too late'),
        async () => 'done',
        signal,
      ),
    ).toBe('done');
    expect(jest.getTimerCount()).toBe(0);
  });
});
