import { afterAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { lastingCase, unreadableAnswers } from './support/protocol/answerCases.ts';
import type { BackendCase } from './support/protocol/backendCase.ts';
import { ClientLab, type Holdings } from './support/protocol/clientLab.ts';
import { endingCase } from './support/protocol/frameCases.ts';
import { isFull, report, scaled, seed } from './support/torture.ts';

const lab = new ClientLab();
let growth: Partial<Holdings> = {};

afterAll(async () => {
  report('protocolClient', { faults: lab.cases, ...growth });
  await lab.close();
});

/** Runs generated cases. On failure, the error contains the smallest failing case and the seed. */
async function check(cases: fc.Arbitrary<BackendCase>, count: number, after = async () => {}): Promise<void> {
  const one = fc.asyncProperty(cases, async (given) => {
    await lab.run(given);
    await after();
  });
  const interruptAfterTimeLimit = isFull ? 3_000_000 : 50_000;
  await fc.assert(one, { seed, numRuns: count, interruptAfterTimeLimit, markInterruptAsFailure: true });
}

test.each(Object.entries(unreadableAnswers))(
  'an answer with %s cannot be read, and leaves the outcome unknown',
  (_, one) => lab.run(one),
);

test('answers that are not right are one clear error, or none', async () => {
  await check(lastingCase, scaled(12, 3000));
});

test('output that is not a message is one clear error, and the next command has a new backend', async () => {
  await check(endingCase, scaled(6, 1500));
});

test('PowerShell does not grow with what a backend does wrong', async () => {
  const count = scaled(20, 1000);
  const first = lab.cases;
  let warm: Holdings | undefined;
  // The first reading is up to 3 MB lower than all later ones, because its collection empties caches.
  await lab.holdings();
  await check(fc.oneof(lastingCase, endingCase), count, async () => {
    if (lab.cases - first === count / 10) {
      warm = await lab.holdings();
    }
  });
  const before = warm;
  const last = await lab.holdings();
  growth = Object.fromEntries(
    Object.entries(last).map(([name, value]) => [
      name,
      Math.round(value - (before?.[name as keyof Holdings] ?? Number.NaN)),
    ]),
  );
  const { managedMegabytes, residentMegabytes, files, threads } = growth;
  expect(managedMegabytes).toBeLessThan(4);
  // The runtime can keep the memory that it used for a frame of 64 MiB.
  expect(residentMegabytes).toBeLessThan(100);
  expect(files).toBeLessThan(20);
  expect(threads).toBeLessThan(40);
});
