import { rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { backendBinary } from '../backend/support/binary.ts';
import { frame, TestBackend } from '../backend/support/testBackend.ts';
import type { RunResult } from '../support/engine.ts';
import { command } from '../support/lab.ts';
import { psQuote } from '../support/psQuote.ts';
import { FaultyModule } from './support/faultyModule.ts';
import { badMessages } from './support/secrets/badMessages.ts';
import { echoForms } from './support/secrets/echo.ts';
import { mistakes } from './support/secrets/mistakes.ts';
import { oddBackends } from './support/secrets/oddBackends.ts';
import { type Leak, textsIn } from './support/secrets/planted.ts';
import { SecretsLab } from './support/secrets/secretsLab.ts';
import { sendFaults } from './support/secrets/sendFaults.ts';
import { signInFaults } from './support/secrets/signInFaults.ts';
import { asking, signIn, signInKinds } from './support/secrets/signIns.ts';
import { isFull, randomOf, report, scaled, seed } from './support/torture.ts';

const withHeaders = '-Headers $planted.headers';

let lab: SecretsLab;
const leaks: Leak[] = [];
let faults = 0;

beforeAll(async () => {
  lab = await SecretsLab.start(randomOf(seed));
});

afterAll(async () => {
  await lab.world.close();
  report('secrets', { faults, secrets: lab.planted.size, leaked: leaks.length });
});

/** Ends a fault; fails when a secret was shown since the last call. */
async function expectNoLeak(what: string, where = lab): Promise<void> {
  await where.searchState(what);
  where.reset();
  const found = where.leaks.splice(0);
  leaks.push(...found);
  faults += 1;
  expect({ what, seed, found }).toEqual({ what, seed, found: [] });
}

/** Whether a fault is transcribed. The short form transcribes one fault of each kind. */
const isTranscribed = (index: number) => isFull || index === 0;

/** Returns all text of a result, both with and without the backslashes that JSON adds. */
function textOf(result: RunResult): string {
  return `${JSON.stringify(result)}\n${JSON.stringify(result).replaceAll('\\\\', '\\').replaceAll('\\"', '"')}`;
}

/** Returns the element at an index, which wraps around at the end of the list. */
const inTurn = <T>(list: readonly T[], index: number): T => list[index % list.length] as T;

const inOrder = <T>(faults: Readonly<Record<string, T>>) =>
  Object.entries(faults).map(([name, fault], index) => ({ name, fault, index }));

test('what is shown on purpose is found', async () => {
  const { home } = lab.world;
  const file = path.join(home, 'on-purpose');
  await lab.transcribe(true);
  await lab.run(
    'streams',
    `$planted.clientSecret; $Host.UI.WriteLine($planted.apiKey); [IO.File]::WriteAllText(${psQuote(file)}, $planted.key)
    throw "It is $($planted.cookie)."`,
  );
  await lab.searchState('it');
  await lab.searchPlaces('then');
  rmSync(file);
  await lab.transcribe(false);
  rmSync(lab.transcript);
  const found = lab.leaks.splice(0).map(({ place, secret }) => `${secret} in ${place}`);
  expect([...new Set(found)].sort()).toEqual([
    'apiKey in streams',
    'clientSecret in streams',
    'clientSecret in the file transcript then',
    'cookie in $Error after it',
    'cookie in streams',
    'cookie in the file transcript then',
    'private key in the file on-purpose then',
  ]);
});

test.each(signInKinds)('a sign-in by %s that goes well', async (kind) => {
  await lab.transcribe(true);
  const result = await signIn(lab, kind);
  await expectNoLeak(kind);
  expect(textOf(result)).toContain('Welcome');
});

describe('a sign-in that fails', () => {
  test.each(inOrder(signInFaults))('$name', async ({ name, fault, index }) => {
    await lab.transcribe(isTranscribed(index));
    const result = await fault.act(lab, inTurn(asking, index), inTurn(echoForms, index));
    await expectNoLeak(name);
    expect(textOf(result)).toMatch(fault.shows);
  });

  test.each(inOrder(mistakes))('by a mistake: $name', async ({ name, fault, index }) => {
    await lab.transcribe(isTranscribed(index));
    const result = await lab.run(name, fault.script(lab.world));
    await expectNoLeak(name);
    expect(textOf(result)).toMatch(fault.shows);
  });
});

describe('a request', () => {
  test.each(inOrder(sendFaults))('$name', async ({ name, fault, index }) => {
    await lab.transcribe(isTranscribed(index));
    await signIn(lab, inTurn(signInKinds, index));
    const result = await fault.act(lab, { form: inTurn(echoForms, index), more: withHeaders });
    await expectNoLeak(name);
    expect(textOf(result)).toMatch(fault.shows);
  });
});

test('anything after anything else', async () => {
  const anything = fc.record({
    kind: fc.constantFrom(...signInKinds),
    signInFault: fc.option(fc.constantFrom(...Object.keys(signInFaults))),
    sendFault: fc.constantFrom(...Object.keys(sendFaults)),
    form: fc.constantFrom(...echoForms),
    more: fc.constantFrom('', withHeaders),
  });
  let runs = 0;
  await lab.transcribe(true);
  await fc.assert(
    fc.asyncProperty(anything, async ({ kind, signInFault, sendFault, form, more }) => {
      await (signInFaults[signInFault ?? '']?.act(lab, kind, form) ?? signIn(lab, kind));
      lab.reset();
      await sendFaults[sendFault]?.act(lab, { form, more });
      runs += 1;
      if (runs % 50 === 0) {
        // searchPlaces() skips a backend that is not running, and the fault can have ended it.
        await signIn(lab, 'clientSecret');
        await lab.searchPlaces(`after ${runs} runs`);
      }
      await expectNoLeak(`${kind}, ${signInFault ?? 'no fault'}, then ${sendFault}, repeated in ${form}`);
    }),
    { seed, numRuns: scaled(3, 1000), endOnFailure: true },
  );
});

test('files, arguments and environments', async () => {
  await lab.searchPlaces('at the end');
  await expectNoLeak('files, arguments and environments');
});

describe('a backend that', () => {
  let faulty: FaultyModule;
  let other: SecretsLab;

  beforeAll(async () => {
    faulty = new FaultyModule();
    other = await SecretsLab.start(randomOf(seed + 1), faulty.manifest);
    // A backend that is still starting cannot be killed, and would serve the first case.
    await signIn(other, 'accessToken');
  });

  afterAll(async () => {
    await other.world.close();
    faulty.remove();
  });

  test.each(inOrder(oddBackends))('$name', async ({ name, fault }) => {
    await other.killBackend();
    faulty.plan(fault.plan(other.world.secrets.token));
    const shown = [
      await signIn(other, 'accessToken'),
      await other.run('a request', `${command} -CurrentScore 1 -Debug`),
    ];
    faulty.plan(null);
    // Several bad backends in a row would make the module refuse to start another one, which is a separate test.
    await signIn(other, 'clientSecret');
    await other.run('a request in between', `${command} -CurrentScore 1`);
    await expectNoLeak(name, other);
    expect(shown.map(textOf).join('\n')).toMatch(fault.shows);
  });
});

test('the backend by itself repeats nothing of messages that are wrong', async () => {
  const binary = backendBinary();
  const backend = await TestBackend.ready(binary, 'https://127.0.0.1:1', lab.world.secrets.token);
  try {
    await fc.assert(
      fc.asyncProperty(badMessages(lab.world.secrets), async ({ method, params }) => {
        faults += 1;
        const answers = [await backend.ask(method, params)];
        backend.write(frame(JSON.stringify({ method, params }).slice(0, -1)));
        answers.push(await backend.answer(null));
        const found = lab.planted.find(method, textsIn(answers).join('\n'));
        leaks.push(...found);
        expect({ seed, params: JSON.stringify(params), found }).toMatchObject({ found: [] });
      }),
      { seed, numRuns: scaled(20, 3000) },
    );
    expect(backend.stderr).toBe('');
  } finally {
    await backend.stop();
  }
});
