import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { command, connect, importModule, Lab } from '../support/lab.ts';
import { memoryOf } from '../support/processes.ts';
import { FaultyService } from './support/faultyService.ts';
import { backendId } from './support/life.ts';
import { type Figures, isFull, randomOf, report, scaled, seed } from './support/torture.ts';

const runspaces = 16;
const callsPerScript = scaled(20, 200);
const expectedFailure =
  /outcome is unknown|Status: (Forbidden|InternalServerError|TooManyRequests|ServiceUnavailable)/;
const seconds = scaled(0, 300);
const records = scaled(500, 100_000);

let lab: Lab;
const figures: Figures = { faults: 0, requests: 0, lost: 0, doubled: 0 };

beforeAll(async () => {
  lab = await Lab.start();
});

afterAll(async () => {
  report('load', figures);
  await lab.close();
});

/** Returns the memory of PowerShell and of the backend in MiB; zeros on systems other than Linux. */
async function memory(): Promise<[powershell: number, backend: number]> {
  if (process.platform !== 'linux') {
    return [0, 0];
  }
  await lab.engine.run('[GC]::Collect(); [GC]::WaitForPendingFinalizers(); [GC]::Collect()', {
    runspace: 'observer',
  });
  return [memoryOf(lab.engine.pid), memoryOf((await backendId(lab.engine)) ?? 0)];
}

function count(service: FaultyService): void {
  figures.faults = (figures.faults ?? 0) + service.faults;
  figures.requests = (figures.requests ?? 0) + service.requests;
  figures.doubled = (figures.doubled ?? 0) + service.wrong.length;
}

/**
 * Returns a script that makes calls one after another, and writes the number and message of each failed call.
 * The script is always the same, because the engine caches the compiled code of each distinct script.
 */
function calls(runspace: number): string {
  return `$first = $global:next
  $global:next += ${callsPerScript}
  for ($i = $first; $i -lt $global:next; $i++) {
    ${command} -Id "${runspace}-$i" -ErrorAction SilentlyContinue -ErrorVariable failure
    if ($failure) { "$i $($failure[0].Exception.Message)" }
  }
  # Frees the errors that PowerShell stores, which are not the module's memory.
  $Error.Clear()`;
}

test(`${runspaces} runspaces at full speed, with faults of the service: nothing lost, doubled, mixed up or out of order`, async () => {
  const service = new FaultyService(randomOf(seed), 0.1);
  lab.server.reply(service.answer);
  const names = Array.from({ length: runspaces }, (_, index) => index);
  const run = async (runspace: number, script: string) =>
    (await lab.mustRun(script, { runspace: `r${runspace}`, timeoutMilliseconds: 120_000 })).output.map(
      ({ text }) => text,
    );
  await Promise.all(
    names.map((name) =>
      run(name, `$global:next = 0\n${importModule}\n${connect(lab.server, `token-${name}`)}`),
    ),
  );
  const lost: string[] = [];
  const odd: string[] = [];
  const end = performance.now() + seconds * 1000;
  let early: [number, number] | undefined;
  for (let round = 0; round === 0 || performance.now() < end; round += 1) {
    const first = round * callsPerScript;
    await Promise.all(
      names.map(async (name) => {
        const failed = new Map(
          (await run(name, calls(name))).map((text) => [Number.parseInt(text, 10), text]),
        );
        odd.push(...[...failed.values()].filter((text) => !expectedFailure.test(text)));
        for (let number = first; number < first + callsPerScript; number += 1) {
          const id = `${name}-${number}`;
          // Every call reported as done must have been done, and every call that was done must be reported as such.
          if (failed.has(number) === service.hasDone(id)) {
            lost.push(`${id}: ${failed.get(number) ?? 'no error'}`);
          }
        }
      }),
    );
    lab.server.requests.length = 0;
    lab.server.clientPorts.length = 0;
    // Measures first after a quarter of the time. By then, the runtime has compiled frequently used code and found its
    // heap size.
    if (early === undefined && seconds > 0 && end - performance.now() < seconds * 750) {
      early = await memory();
    }
  }
  lab.server.reply();
  count(service);
  figures.lost = (figures.lost ?? 0) + lost.length;
  expect({ seed, lost: lost.slice(0, 5), wrong: service.wrong.slice(0, 5), odd: odd.slice(0, 5) }).toEqual({
    seed,
    lost: [],
    wrong: [],
    odd: [],
  });
  if (early !== undefined) {
    const late = await memory();
    figures['runspacesPowerShellGrewMB'] = Math.round(late[0] - early[0]);
    figures['runspacesBackendGrewMB'] = Math.round(late[1] - early[1]);
    expect(late[0] - early[0]).toBeLessThan(30);
    expect(late[1] - early[1]).toBeLessThan(30);
  }
});

test(`${records} piped records: all arrive once, in order, and memory stays flat`, async () => {
  const service = new FaultyService(randomOf(seed), 0);
  const samples: [number, number][] = [];
  let sampling = Promise.resolve();
  lab.server.reply((exchange) => {
    service.answer(exchange);
    lab.server.requests.length = 0;
    if (isFull && [10_000, 50_000, 99_000].includes(service.requests)) {
      sampling = sampling.then(async () => void samples.push(await memory()));
    }
  });
  await lab.mustRun(`${connect(lab.server, 'token-p')}`);
  const { output, errors } = await lab.run(
    `1..${records} | & { process { [pscustomobject]@{ id = "p-$_"; currentScore = 85.4 } } } | ${command}`,
    { timeoutMilliseconds: 1_800_000 },
  );
  await sampling;
  lab.server.reply();
  count(service);
  const missing = Array.from({ length: records }, (_, index) => `p-${index + 1}`).filter(
    (id) => !service.hasDone(id),
  );
  figures.lost = (figures.lost ?? 0) + missing.length;
  expect([output, errors, missing, service.wrong]).toEqual([[], [], [], []]);
  expect(service.requests).toBe(records);
  const [first, last] = [samples[0], samples.at(-1)];
  if (first !== undefined && last !== undefined) {
    figures['pipedPowerShellGrewMB'] = Math.round(last[0] - first[0]);
    figures['pipedBackendGrewMB'] = Math.round(last[1] - first[1]);
    expect(last[0] - first[0]).toBeLessThan(20);
    expect(last[1] - first[1]).toBeLessThan(20);
  }
});
