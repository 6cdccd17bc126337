import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Engine } from '../support/engine.ts';
import { importModule } from '../support/lab.ts';
import { psQuote } from '../support/psQuote.ts';

let engine: Engine;

beforeAll(async () => {
  engine = await Engine.start();
  await engine.run(`${importModule}
    function Invoke-Steps([string] $Json) {
      $bag = [PartnerSecurityScore.Backend.BackendHost].Assembly.GetType('PartnerSecurityScore.Models.PropertyDictionary').GetConstructor(@()).Invoke(@())
      $seen = foreach ($step in ConvertFrom-Json -InputObject $Json) {
        switch ($step[0]) {
          'add' { try { $bag.Add($step[1], $step[2]); 'added' } catch { 'refused' } }
          'set' { $bag.set_Item($step[1], $step[2]); 'set' }
          'remove' { $bag.Remove($step[1]) }
          'get' { "$($bag.get_Item($step[1]))" }
        }
      }
      $entries = foreach ($entry in $bag.GetEnumerator()) { "$($entry.Key)=$($entry.Value)" }
      ConvertTo-Json -InputObject @(@($seen), @($entries), @($bag.Keys), @($bag.Values), $bag.Count) -Compress
    }`);
});

afterAll(() => engine.close());

type Step = ['add' | 'set', string, number] | ['remove' | 'get', string];

/** Returns the expected result: the outcome of each step, then the remaining entries in order. */
function expected(steps: readonly Step[]): unknown[] {
  const entries: [name: string, value: number][] = [];
  const find = (name: string) => {
    const exact = entries.findIndex(([known]) => known === name);
    const alike = entries.filter(([known]) => known.toLowerCase() === name.toLowerCase());
    return exact >= 0 || alike.length !== 1 ? exact : entries.indexOf(alike[0] as [string, number]);
  };
  const seen = steps.map(([kind, name, value = 0]) => {
    const at = find(name);
    switch (kind) {
      case 'add':
        if (entries.some(([known]) => known === name)) {
          return 'refused';
        }
        entries.push([name, value]);
        return 'added';
      case 'set':
        if (at < 0) {
          entries.push([name, value]);
        } else {
          entries[at] = [entries[at]?.[0] ?? '', value];
        }
        return 'set';
      case 'remove':
        if (at >= 0) {
          entries.splice(at, 1);
        }
        return at >= 0;
      default:
        return at < 0 ? '' : String(entries[at]?.[1]);
    }
  });
  return [
    seen,
    entries.map(([name, value]) => `${name}=${value}`),
    entries.map(([name]) => name),
    entries.map(([, value]) => value),
    entries.length,
  ];
}

const name = fc.constantFrom('score', 'Score', 'SCORE', 'note', 'Note', 'id');

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.tuple(fc.constantFrom<'add' | 'set'>('add', 'set'), name, fc.nat(99)),
  fc.tuple(fc.constantFrom<'remove' | 'get'>('remove', 'get'), name),
);

async function outcomeOf(steps: readonly Step[]): Promise<unknown> {
  const { output } = await engine.run(`Invoke-Steps -Json ${psQuote(JSON.stringify(steps))}`);
  return JSON.parse(output.map(({ text }) => text).join(''));
}

test('names that differ in case only are told apart, in the order in which they came, whatever is removed', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 25 }), async (steps) => {
      expect(await outcomeOf(steps)).toEqual(expected(steps));
    }),
  );
});

test('of two names that differ in case only the other one stays', async () => {
  const steps: Step[] = [
    ['add', 'note', 1],
    ['add', 'Note', 2],
    ['remove', 'NOTE'],
    ['remove', 'note'],
    ['get', 'NOTE'],
  ];
  expect(await outcomeOf(steps)).toEqual([
    ['added', 'added', false, true, '2'],
    ['Note=2'],
    ['Note'],
    [2],
    1,
  ]);
});
