import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { backendBinary } from '../backend/support/binary.ts';
import { memoryOf } from '../support/processes.ts';
import { type FuzzBatch, fuzzBatch } from './support/protocol/fuzzBatch.ts';
import { FuzzedBackend } from './support/protocol/fuzzedBackend.ts';
import { isFull, report, scaled, seed } from './support/torture.ts';

const framesPerBatch = 40;
/** The limit for the growth of the backend's memory. The runtime's normal fluctuation is up to half of it. */
const growthMegabytes = 64;

const binary = backendBinary();
let ready: FuzzedBackend;
let early: FuzzedBackend;
let growth = 0;

beforeAll(async () => {
  ready = await FuzzedBackend.start(binary);
  early = await FuzzedBackend.start(binary, { isReady: false });
});

afterAll(async () => {
  const [first, second] = [ready.counts, early.counts];
  report('protocolBackend', {
    frames: first.frames + second.frames,
    answers: first.answers + second.answers,
    requests: ready.audit.results,
    processes: first.processes + second.processes,
    growthMegabytes: Math.round(growth),
  });
  await ready.close();
  await early.close();
});

/** Feeds frames in batches. On failure, the error contains the smallest failing batch and the seed. */
async function feed(
  backend: FuzzedBackend,
  frames: number,
  batch: fc.Arbitrary<FuzzBatch>,
  afterBatch: () => void = () => {},
): Promise<void> {
  await fc.assert(
    fc.asyncProperty(batch, async ({ writes, frames: count }) => {
      await backend.feed(writes, count);
      afterBatch();
    }),
    {
      seed,
      numRuns: Math.ceil(frames / (framesPerBatch / 2)),
      interruptAfterTimeLimit: isFull ? 3_000_000 : 50_000,
      markInterruptAsFailure: true,
    },
  );
}

/** Returns the backend's memory in MiB; 0 on systems other than Linux. */
function memory(): number {
  return process.platform === 'linux' ? memoryOf(ready.pid) : 0;
}

test('any bytes get the answers that the protocol has for them, and nothing else is sent', async () => {
  await feed(ready, scaled(500, 60_000), fuzzBatch(ready.place, framesPerBatch));
  expect(ready.audit.results).toBeGreaterThan(0);
});

test('before it is initialized, the backend answers as well, and does nothing', async () => {
  await feed(early, scaled(150, 10_000), fuzzBatch(early.place, framesPerBatch));
  expect(early.audit.results).toBe(0);
});

test('the backend does not grow with what it reads', async () => {
  const frames = scaled(1000, 100_000);
  const batch = fuzzBatch(ready.place, framesPerBatch).filter(({ canGoOn }) => canGoOn);
  const fed = ready.counts.frames;
  let warm: number | undefined;
  await feed(ready, frames, batch, () => {
    if (warm === undefined && ready.counts.frames - fed > frames / 10) {
      warm = memory();
    }
  });
  growth = memory() - (warm ?? Number.NaN);
  expect(growth).toBeLessThan(growthMegabytes);
});
