import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Lab } from '../support/lab.ts';
import { runBatch, Tally } from './input/batch.ts';
import { anyCase } from './input/cases.ts';
import { zone } from './input/dates.ts';
import { report, scaled, seed } from './support/torture.ts';

const bodies = scaled(80, 100_000);
const batchSize = scaled(20, 250);
/**
 * The default culture, the invariant culture, a culture with a decimal comma, and one with a different capital for i.
 */
const cultures = ['en-US', '', 'de-DE', 'tr-TR'];
const tally = new Tally();
let labs: Lab[] = [];

beforeAll(async () => {
  const count = scaled(1, 2);
  labs = await Promise.all(Array.from({ length: count }, () => Lab.start({ zone })));
  for (const { server } of labs) {
    server.reply({ status: 204 });
  }
});

afterAll(async () => {
  await Promise.all(labs.map((lab) => lab.close()));
  const { faults: _, ...figures } = tally;
  report('input', figures);
});

test('bodies of every form arrive as they are meant, or are refused with nothing sent', async () => {
  const batches = Array.from({ length: bodies / batchSize }, (_, index) => index).values();
  const work = async (lab: Lab) => {
    for (const batch of batches) {
      const first = batch * batchSize;
      const cases = fc
        .sample(anyCase, { seed: seed + batch, numRuns: batchSize })
        .map((numbered, index) => numbered(first + index));
      const culture = cultures[batch % cultures.length] ?? '';
      await runBatch(lab, cases, first, culture, tally).catch((error: Error) =>
        tally.faults.push(`The batch from body ${first} on failed: ${error.message}`),
      );
      if (tally.faults.length > 0) {
        return;
      }
    }
  };
  await Promise.all(labs.map(work));
  expect(tally.faults.slice(0, 5).map((fault) => `TORTURE_SEED=${seed}: ${fault}`)).toEqual([]);
  expect(tally).toMatchObject({ bodies, requests: bodies - tally.refused, lost: 0, doubled: 0 });
});
