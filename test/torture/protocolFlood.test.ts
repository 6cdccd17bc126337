import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { Engine, psQuote } from '../support/engine.ts';
import { connect } from '../support/lab.ts';
import { stateAfter } from '../support/processes.ts';
import type { BytesFault } from './support/fault.ts';
import { FaultyModule } from './support/faultyModule.ts';
import { failureOf, impatience, killBackend, update } from './support/life.ts';
import { framed } from './support/protocol/backendCase.ts';
import { deadOrigin } from './support/protocol/messages.ts';
import { report } from './support/torture.ts';

let engine: Engine;
let module: FaultyModule;
let faults = 0;

beforeAll(async () => {
  engine = await Engine.start();
  module = new FaultyModule();
  await engine.run(`Import-Module ${psQuote(module.manifest)}; ${impatience}`);
  await engine.run(connect({ url: deadOrigin }, 'opaque'));
  expect(await stateAfter(await killBackend(engine))).toBe('gone');
});

beforeEach(async () => {
  module.plan(null);
  expect(failureOf(await engine.run(update('good')))).toBe('');
});

afterAll(async () => {
  report('protocolFlood', { faults });
  await engine.close();
  module.remove();
});

/**
 * Runs a command whose backend requests many signatures, and returns the command's error.
 * @param next The backend's next action after these requests.
 */
async function askedFor(count: number, next: NonNullable<BytesFault['next']>): Promise<string> {
  const params = { session: 'u'.repeat(100), algorithm: 'PS256', data: '' };
  const asks = Array.from({ length: count }, (_, id) =>
    framed({ jsonrpc: '2.0', id, method: 'session/sign', params }),
  );
  const base64 = Buffer.concat(asks).toString('base64');
  module.plan({ at: 'graph/send', fault: { kind: 'bytes', base64, next } });
  faults += 1;
  return failureOf(await engine.run(update('bad'), { timeoutMilliseconds: 20_000 }));
}

test('a backend may ask for a lot before it answers', async () => {
  expect(await askedFor(5000, 'answer')).toBe('');
});

test('a backend that asks for a lot and reads no answer is given up like any that says nothing', async () => {
  expect(await askedFor(5000, 'hang')).toMatch(/did not respond .*outcome is unknown/);
});
