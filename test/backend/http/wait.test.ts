import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { wait } from '../../../src/http/abort.ts';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

const never = new AbortController().signal;

async function isDone(waiting: Promise<void>): Promise<boolean> {
  const open = Symbol();
  return (await Promise.race([waiting, Promise.resolve(open)])) !== open;
}

test('waits so many seconds', async () => {
  const waiting = wait(2.5, never);
  await jest.advanceTimersByTimeAsync(2499);
  expect(await isDone(waiting)).toBe(false);
  await jest.advanceTimersByTimeAsync(1);
  expect(await isDone(waiting)).toBe(true);
});

test('needs no timer for 0', async () => {
  await wait(0, never);
  expect(jest.getTimerCount()).toBe(0);
});

test('waits longer than one timer can', async () => {
  const days = 60 * 24 * 3600;
  const waiting = wait(days, never);
  await jest.advanceTimersByTimeAsync(days * 1000 - 1);
  expect(await isDone(waiting)).toBe(false);
  await jest.advanceTimersByTimeAsync(1);
  expect(await isDone(waiting)).toBe(true);
});

test.each([0, 5])('of %i seconds fails with the reason of an aborted signal', async (seconds) => {
  await expect(wait(seconds, AbortSignal.abort('reason'))).rejects.toBe('reason');
  expect(jest.getTimerCount()).toBe(0);
});

test('fails as soon as its signal is aborted, and leaves no timer', async () => {
  const controller = new AbortController();
  const waiting = wait(5, controller.signal);
  controller.abort('reason');
  await expect(waiting).rejects.toBe('reason');
  expect(jest.getTimerCount()).toBe(0);
});
