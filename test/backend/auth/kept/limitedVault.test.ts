import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { LimitedVault } from '../../../../src/auth/kept/limitedVault.ts';
import { deferred } from '../../../support/deferred.ts';
import { MemoryVault } from './memoryVault.ts';

const noAnswer = "the system's secret store did not respond within 20 seconds";

let inner: MemoryVault;
let vault: LimitedVault;

beforeEach(() => {
  jest.useFakeTimers();
  inner = new MemoryVault();
  vault = new LimitedVault(inner, 20_000);
});

afterEach(() => {
  jest.useRealTimers();
});

/**
 * Starts a write that the inner store leaves pending, and advances the clock past the limit.
 * @returns a function that completes the pending write.
 */
async function writeTooLate(): Promise<() => void> {
  const held = deferred<void>();
  inner.beforeSet = () => held.promise;
  const writing = expect(vault.set('name', 'late')).rejects.toThrow(noAnswer);
  await jest.advanceTimersByTimeAsync(20_000);
  await writing;
  return () => held.resolve();
}

test('what is answered in time is handed on, and leaves no timer', async () => {
  await vault.set('name', 'value');
  expect(await vault.get('name')).toBe('value');
  expect(await vault.delete('name')).toBe(true);
  expect(jest.getTimerCount()).toBe(0);
});

test('a store that owes an answer is asked nothing more', async () => {
  await writeTooLate();
  inner.entries.set('name', 'value');
  await expect(vault.get('name')).rejects.toThrow(noAnswer);
  expect(jest.getTimerCount()).toBe(0);
});

test('what is written too late does not stay, and the store is good again', async () => {
  const release = await writeTooLate();
  release();
  await jest.advanceTimersByTimeAsync(0);
  expect(inner.entries.size).toBe(0);
  inner.beforeSet = () => {};
  await vault.set('name', 'value');
  expect(await vault.get('name')).toBe('value');
});

test('a failure in time is handed on as it is', async () => {
  inner.isLocked = true;
  await expect(vault.set('name', 'value')).rejects.toThrow('it is locked');
});
