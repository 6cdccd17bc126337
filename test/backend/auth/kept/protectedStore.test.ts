import { beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ProtectedStore } from '../../../../src/auth/kept/protectedStore.ts';
import { VaultError } from '../../../../src/auth/kept/secretVault.ts';
import { MemoryVault } from './memoryVault.ts';

const limits = { partSize: 40, maxParts: 12 };
const long = 'The first of two texts, which takes more than one entry, with an ä and a 😀 in it.';
const other = 'Another text that is about as long, and of which nothing may get into the first one.';

let vault: MemoryVault;
let store: ProtectedStore;

beforeEach(() => {
  vault = new MemoryVault();
  store = new ProtectedStore(vault, 'name', limits);
});

describe('a text', () => {
  test('comes back as it was, whatever it is and whatever was there', async () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(text, text, async (first, second) => {
        expect(await store.write(first)).toBeUndefined();
        expect(await store.write(second)).toBeUndefined();
        expect(await store.read()).toBe(second);
      }),
    );
  });

  test('has no entry that is longer than the limit, with its head', async () => {
    await store.write(long);
    expect(vault.entries.size).toBeGreaterThan(2);
    for (const entry of vault.entries.values()) {
      expect(entry.length).toBeLessThanOrEqual(limits.partSize + 48);
    }
  });

  test('leaves nothing of a longer one before it', async () => {
    await store.write(long);
    await store.write('short');
    expect([...vault.entries.keys()]).toEqual(['name']);
  });

  test('that is too long is refused with the reason, and nothing of it stays', async () => {
    expect(await store.write('x'.repeat(500))).toBe("the sign-in is too large for the system's secret store");
    expect(vault.entries.size).toBe(0);
  });

  test('goes where an entry has to be deleted first', async () => {
    await store.write(long);
    vault.beforeSet = (name) => {
      if (vault.entries.has(name)) {
        throw new VaultError('it is there already');
      }
    };
    expect(await store.write(other)).toBeUndefined();
    expect(await store.read()).toBe(other);
  });
});

describe('what reads as nothing', () => {
  test('an empty store', async () => {
    expect(await store.read()).toBeUndefined();
  });

  test.each(['', 'garbage', 'deleted', `${'A'.repeat(43)}.1.YWJj`, `${'A'.repeat(43)}.999.YWJj`])(
    'the entry %j',
    async (value) => {
      vault.entries.set('name', value);
      expect(await store.read()).toBeUndefined();
    },
  );

  test('a text that lacks any of its entries, or has one of another text', async () => {
    const there = new MemoryVault();
    await new ProtectedStore(there, 'name', limits).write(other);
    await store.write(long);
    const whole = new Map(vault.entries);
    for (const name of whole.keys()) {
      vault.entries.delete(name);
      expect(await store.read()).toBeUndefined();
      vault.entries.set(name, there.entries.get(name) ?? '');
      expect(await store.read()).toBeUndefined();
      vault.entries.set(name, whole.get(name) ?? '');
      expect(await store.read()).toBe(long);
    }
  });

  test('a change of any one character', async () => {
    await store.write('text');
    const entry = vault.entries.get('name') ?? '';
    for (let index = 0; index < entry.length - 2; index += 1) {
      vault.entries.set('name', `${entry.slice(0, index)}_${entry.slice(index + 1)}`);
      expect([undefined, 'text']).toContain(await store.read());
    }
  });

  test('a store that cannot be read', async () => {
    vault.get = () => Promise.reject(new VaultError('no'));
    expect(await store.read()).toBeUndefined();
  });
});

test('two writers at the same time leave one of their texts or none, never a mixture', async () => {
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), async (scheduler) => {
      const shared = new MemoryVault();
      shared.beforeSet = () => scheduler.schedule(Promise.resolve());
      const writing = [long, other].map((text) => new ProtectedStore(shared, 'name', limits).write(text));
      await scheduler.waitFor(Promise.all(writing));
      expect([undefined, long, other]).toContain(await new ProtectedStore(shared, 'name', limits).read());
    }),
  );
});

describe('a text that is deleted', () => {
  test('leaves no entry', async () => {
    await store.write(long);
    expect(await store.delete()).toBeUndefined();
    expect(vault.entries.size).toBe(0);
  });

  test('need not have been there', async () => {
    expect(await store.delete()).toBeUndefined();
    expect(vault.entries.size).toBe(0);
  });

  test('in a locked store is still there, and the reason is told', async () => {
    await store.write(long);
    vault.isLocked = true;
    expect(await store.delete()).toBe('it is locked');
  });

  test('is gone also where it can be deleted only', async () => {
    await store.write(long);
    vault.beforeSet = () => {
      throw new VaultError('no');
    };
    expect(await store.delete()).toBeUndefined();
    expect(vault.entries.size).toBe(0);
  });
});

test('a store that refuses in the middle keeps nothing, and the reason is told', async () => {
  vault.beforeSet = (name) => {
    if (name.endsWith('#2')) {
      throw new VaultError('it is full');
    }
  };
  expect(await store.write(long)).toBe('it is full');
  expect(vault.entries.size).toBe(0);
});
