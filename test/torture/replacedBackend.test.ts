import {
  chmodSync,
  closeSync,
  copyFileSync,
  linkSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { Engine, errorsOf, psQuote } from '../support/engine.ts';
import { GraphServer } from '../support/graphServer.ts';
import { connect } from '../support/lab.ts';
import { processState, stateAfter } from '../support/processes.ts';
import { removeFolder } from '../support/removeFolder.ts';
import { FaultyModule } from './support/faultyModule.ts';
import { backendId, failureOf, killBackend, update } from './support/life.ts';
import { report, scaled } from './support/torture.ts';

const isUnix = process.platform !== 'win32';

let engine: Engine;
let server: GraphServer;
let module: FaultyModule;
/** A working backend. The tests link or copy it, and change only the copies. */
let good: string;
let faults = 0;

beforeAll(async () => {
  module = new FaultyModule();
  good = `${module.program}-good`;
  renameSync(module.program, good);
  [engine, server] = await Promise.all([Engine.start(), GraphServer.start()]);
});

beforeEach(() => linkSync(good, module.program));

afterEach(async () => {
  if ((await backendId(engine)) !== undefined) {
    expect(await stateAfter(await killBackend(engine))).toBe('gone');
  }
  await engine.run('Remove-Module PartnerSecurityScore -ErrorAction Ignore');
  removeFolder(module.program);
});

afterAll(async () => {
  report('replaced', { faults });
  await engine.close();
  await server.close();
  module.remove();
});

/** Uses the module for the first time, and returns the message of the first error. */
async function firstUse(): Promise<string> {
  faults += 1;
  const result = await engine.run(
    `Import-Module ${psQuote(module.manifest)}; ${connect(server, 'opaque')}; ${update('x')}`,
  );
  const [first] = errorsOf(result);
  expect(server.requests).toEqual([]);
  // The sign-in reports the cause; the command after it reports only that nobody is signed in.
  return first?.message ?? '';
}

/** The error for a missing backend. Instead of the missing file, it names the package to install. */
const notInstalled =
  /is not installed\. Nothing was sent\. To install the backend, run 'Install-PSResource -Name PartnerSecurityScore\.\S+ -Version \S+'\.$/;

function replaceProgram(text: string): void {
  rmSync(module.program);
  writeFileSync(module.program, text, { mode: 0o755 });
}

function copyProgram(): void {
  rmSync(module.program);
  copyFileSync(good, module.program);
}

/** Overwrites bytes 18 and 19, which specify the architecture in a Linux program. */
function ofAnotherArchitecture(): void {
  copyProgram();
  const file = openSync(module.program, 'r+');
  writeSync(file, Uint8Array.of(process.arch === 'arm64' ? 62 : 183, 0), 0, 2, 18);
  closeSync(file);
}

test.each<[what: string, fault: () => void, says: RegExp]>([
  ['missing', () => rmSync(module.program), notInstalled],
  [
    'an empty file',
    () => replaceProgram(''),
    /could not be started: .*Check that the installed package is for (win|linux|osx)-/,
  ],
  ['a text', () => replaceProgram('no program'), /could not be started: /],
  ['of another architecture', ofAnotherArchitecture, /could not be started: .*\((X64|Arm64)\)/],
  [
    'a folder',
    () => {
      rmSync(module.program);
      mkdirSync(module.program);
    },
    notInstalled,
  ],
  ...(isUnix
    ? [
        [
          'not executable',
          () => {
            copyProgram();
            chmodSync(module.program, 0o644);
          },
          /denied.*that the file is executable \(chmod \+x/,
        ] as [string, () => void, RegExp],
      ]
    : []),
])('a backend that is %s: one clear error with the place and the way out', async (_, fault, says) => {
  fault();
  const message = await firstUse();
  expect(message).toMatch(says);
  expect(message.split(module.program)).toHaveLength(says === notInstalled ? 1 : 2);
  expect(await backendId(engine)).toBeUndefined();
});

test('a backend that is replaced while it runs goes on, and the next one is what replaced it', async () => {
  const signIn = `Import-Module ${psQuote(module.manifest)}; ${connect(server, 'opaque')}`;
  expect(failureOf(await engine.run(`${signIn}; ${update('x')}`))).toBe('');
  writeFileSync(`${module.program}-new`, 'no program', { mode: 0o755 });
  // Windows cannot replace a running program, but can rename it.
  renameSync(module.program, `${module.program}-running`);
  renameSync(`${module.program}-new`, module.program);
  expect(failureOf(await engine.run(update('x')))).toBe('');
  expect(await stateAfter(await killBackend(engine))).toBe('gone');
  expect(failureOf(await engine.run(update('x')))).toMatch(/could not be started/);
  rmSync(module.program);
  linkSync(good, module.program);
  expect(failureOf(await engine.run(update('x')))).toBe('');
});

test('imports and removals leave one backend, and at last none', async () => {
  const signIn = `Import-Module ${psQuote(module.manifest)}; ${connect(server, 'opaque')}`;
  expect(failureOf(await engine.run(`${signIn}; ${update('x')}`))).toBe('');
  const seen = new Set<number>();
  const rounds = scaled(6, 50);
  for (let round = 0; round < rounds; round += 1) {
    const how = round % 2 === 0 ? '-Force' : '';
    const remove = round % 3 === 0 ? 'Remove-Module PartnerSecurityScore;' : '';
    expect(
      failureOf(
        await engine.run(`${remove} Import-Module ${psQuote(module.manifest)} ${how}; ${update('x')}`),
      ),
    ).toBe('');
    seen.add((await backendId(engine)) ?? 0);
    faults += 1;
  }
  const last = await backendId(engine);
  for (const pid of seen) {
    expect(pid === last ? processState(pid) : await stateAfter(pid)).toBe(pid === last ? 'running' : 'gone');
  }
  expect(seen.size).toBe(1);
  await engine.run('$null = Disconnect-MgGraph; Remove-Module PartnerSecurityScore');
  expect(await stateAfter(last ?? 0, 30_000)).toBe('gone');
});

test('a runspace that is closed leaves the backend to the others', async () => {
  const start = `Import-Module ${psQuote(module.manifest)}; ${connect(server, 'opaque')}; ${update('x')}`;
  expect(failureOf(await engine.run(start))).toBe('');
  const pid = (await backendId(engine)) ?? 0;
  expect(failureOf(await engine.run(start, { runspace: 'short' }))).toBe('');
  await engine.closeRunspace('short');
  expect(failureOf(await engine.run(update('x')))).toBe('');
  expect([await backendId(engine), processState(pid)]).toEqual([pid, 'running']);
});
