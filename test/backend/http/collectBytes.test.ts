import { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { collectBytes, TooManyBytes } from '../../../src/http/wire/collectBytes.ts';

/** Returns a body that has not received any data yet. */
function openBody(): Readable {
  return new Readable({ read: () => {} }).on('error', () => {});
}

test.each([[[]], [['one']], [['one', 'two', 'three']]])('collects the chunks %j', async (chunks) => {
  const bytes = await collectBytes(Readable.from(chunks.map((chunk) => Buffer.from(chunk))), 11);
  expect(Buffer.from(bytes).toString()).toBe(chunks.join(''));
});

test('gives up a body that is larger than it may be', async () => {
  const body = openBody();
  body.push('12345');
  await expect(collectBytes(body, 4)).rejects.toThrow(TooManyBytes);
  expect(body.destroyed).toBe(true);
});

test.each([
  ['breaks', 'broken', new Error('broken')],
  ['is given up', 'aborted', undefined],
])('fails where the body %s', async (_, message, error) => {
  const body = openBody();
  const collected = collectBytes(body, 10);
  body.push('1');
  await setImmediate();
  body.destroy(error);
  await expect(collected).rejects.toThrow(message);
});

test.each([
  ['broke', 'broken', new Error('broken')],
  ['was given up', 'aborted', undefined],
])('fails where the body %s before', async (_, message, error) => {
  const body = openBody().destroy(error);
  await setImmediate();
  await expect(collectBytes(body, 10)).rejects.toThrow(message);
});
