import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { Engine, psQuote } from '../support/engine.ts';
import { GraphServer } from '../support/graphServer.ts';
import { internals } from '../support/internals.ts';
import { connect } from '../support/lab.ts';
import { processState, stateAfter } from '../support/processes.ts';
import type { Fault, FaultPlan } from './support/fault.ts';
import { FaultyModule } from './support/faultyModule.ts';
import { backendId, failureOf, impatience, killBackend, update } from './support/life.ts';
import { isFull, randomOf, report, seed } from './support/torture.ts';

let engine: Engine;
let server: GraphServer;
let module: FaultyModule;
let signIn: string;
let faults = 0;

beforeAll(async () => {
  [engine, server] = await Promise.all([Engine.start(), GraphServer.start()]);
  module = new FaultyModule();
  signIn = connect(server, 'opaque');
  await engine.run(`Import-Module ${psQuote(module.manifest)}; ${impatience}`);
  await works();
});

afterEach(async () => {
  module.plan(null);
  await works();
});

/** Signs the runspace in, and sends a request. */
async function works(): Promise<void> {
  expect(failureOf(await engine.run(`${signIn}; ${update('good')}`))).toBe('');
}

afterAll(async () => {
  report('faulty', { faults });
  await engine.close();
  await server.close();
  module.remove();
});

/** Kills the backend; the runspace stays signed in. The next call starts a backend with the given plan. */
async function begin(plan: FaultPlan): Promise<void> {
  module.plan(plan);
  expect(await stateAfter(await killBackend(engine))).toBe('gone');
  faults += 1;
}

const frame = (message: object | string, length?: number) => {
  const json = typeof message === 'string' ? message : JSON.stringify(message);
  return Buffer.from(`Content-Length: ${length ?? Buffer.byteLength(json)}\r\n\r\n${json}`).toString(
    'base64',
  );
};

const faultsOfAll: readonly [name: string, fault: Fault, says: RegExp][] = [
  ['hangs', { kind: 'hang' }, /did not respond/],
  ['ends with code 3', { kind: 'exit', code: 3 }, /ended unexpectedly \(exit code 3/],
  [
    'closes its output',
    { kind: 'closeOutput' },
    /process ended \(it closed its input or output and was stopped\)/,
  ],
  [
    'writes no frames',
    { kind: 'bytes', base64: Buffer.from('x'.repeat(5000)).toString('base64') },
    /it sent output that the module cannot read/,
  ],
  [
    'writes a frame above the limit',
    { kind: 'bytes', base64: frame('{}', 2 ** 40) },
    /it sent a message whose length is missing, invalid or greater than 64 MiB/,
  ],
];

const places = ['start', 'initialize', 'session/open', 'graph/send'] as const;
const shift = Math.floor(randomOf(seed)() * places.length);
/** In the short form, each fault is at one place, and each place has a fault. */
const cases = faultsOfAll.flatMap(([name, fault, says], index) =>
  places
    .filter((_, place) => isFull || place === (index + shift) % places.length)
    .map((at) => ({ at, name, fault, says })),
);

test.each(cases)(
  'a backend that $name at $at: one clear error within the bound, and no process left',
  async ({ at, fault, says }) => {
    await begin({ at, fault });
    const result = await engine.run(`${update('bad')}; [PartnerSecurityScore.BackendHost]::ProcessId`);
    const failure = failureOf(result);
    expect(failure).toMatch(says);
    expect(failure.includes('outcome is unknown')).toBe(at === 'graph/send');
    expect(failure).not.toMatch(/ at PartnerSecurityScore\.|System\./);
    expect(result.output.map(({ kind }) => kind)).toEqual(['null']);
  },
);

test.each(['session/open', 'graph/send'] as const)(
  'a backend that only leaves %s without an answer is waited for, and can be stopped',
  async (at) => {
    await begin({ at, fault: { kind: 'silence' } });
    const call = engine.run(update('silent'));
    // The module pings a silent backend after a third of the time limit, so four pings take longer than the limit.
    await module.pings(4);
    const pid = (await backendId(engine)) ?? 0;
    await engine.stop();
    const { stopped, errors } = await call;
    expect([stopped, errors]).toEqual([true, []]);
    expect([await backendId(engine), processState(pid)]).toEqual([pid, 'running']);
  },
);

test('what a backend writes to its standard error holds nothing up', async () => {
  await begin({ at: 'graph/send', fault: { kind: 'stderr', bytes: 8 * 1024 * 1024 } });
  expect(failureOf(await engine.run(update('loud')))).toBe('');
});

test.each(['session/open', 'graph/send'] as const)(
  'a message that is not JSON at %s fails what waits, and the backend serves on',
  async (at) => {
    await begin({ at, fault: { kind: 'bytes', base64: frame('{"a":'), next: 'answer' } });
    const failure = failureOf(await engine.run(update('bad')));
    expect(failure).toMatch(/^The module's backend sent a message that cannot be read/);
    expect(failure.includes('outcome is unknown')).toBe(at === 'graph/send');
    const pid = await backendId(engine);
    module.plan(null);
    expect(failureOf(await engine.run(update('good')))).toBe('');
    expect(await backendId(engine)).toBe(pid);
  },
);

test('a backend of another version is refused, with both versions', async () => {
  const error = {
    code: -32001,
    message: "The module's version is 1, but its backend's version is 2.",
    data: { name: 'VersionMismatch' },
  };
  await begin({
    at: 'initialize',
    fault: { kind: 'bytes', base64: frame({ jsonrpc: '2.0', id: 1, error }) },
  });
  expect(failureOf(await engine.run(update('other')))).toBe(
    "The module's version is 1, but its backend's version is 2.",
  );
});

test('backends that keep ending are no longer started, until the module is imported again', async () => {
  await begin({ at: 'start', fault: { kind: 'exit', code: 4 } });
  const messages = (await engine.run(`1..8 | & { process { ${update('loop')} } }`)).errors.map(
    ({ message }) => message,
  );
  expect(messages).toHaveLength(8);
  expect(messages.filter((message) => message.includes('exit code 4'))).not.toHaveLength(0);
  expect(messages.at(-1)).toMatch(/ended 5 times in a row .*Nothing was sent/);
  module.plan(null);
  expect(failureOf(await engine.run(update('refused')))).toMatch(/5 times in a row/);
  expect(
    failureOf(await engine.run(`Import-Module ${psQuote(module.manifest)} -Force; ${update('again')}`)),
  ).toBe('');
});

test('the pause after such a row is a minute', async () => {
  const { output } = await engine.run(`
    ${internals}
    $script:time = [datetime]::new(2026, 1, 1)
    $loop = New-Internal -Name CrashLoop -Arguments @([System.Func[datetime]] { $script:time })
    function Add { $null = Invoke-Internal -Of $loop -Method Add -Arguments @('x') }
    function Test { try { $null = Invoke-Internal -Of $loop -Method Check -Arguments @(); 'may start' } catch { 'may not' } }
    1..4 | & { process { Add } }; Test
    Add; Test
    $script:time = $script:time.AddSeconds(59); Test
    $script:time = $script:time.AddSeconds(1); Test
    Add; Test`);
  expect(output.map(({ text }) => text)).toEqual([
    'may start',
    'may not',
    'may not',
    'may start',
    'may start',
  ]);
});
