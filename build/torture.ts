// npm run torture [-- [--seed N] [part ...]]: runs the fault-injection tests in full and, unless parts are named, also
// the test suites of other folders that have a full form. Prints the figures of the fault-injection tests.
import { randomInt } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { jest } from './jest.ts';
import { paths } from './paths.ts';

const { values, positionals } = parseArgs({
  options: { seed: { type: 'string' } },
  allowPositionals: true,
});
const seed = values.seed ?? String(randomInt(2 ** 31));
const folder = path.join(paths.root, 'artifacts', 'torture');
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });

/** Test suites of other folders that have a full form too. They have no figures. */
const others = [
  'test/behaviour/answerTable',
  'test/behaviour/family/arrival',
  'test/module/exactDecimal',
  'test/module/nothing',
  'test/module/roundTrip',
  'test/module/signIn/tenants',
];

const suites =
  positionals.length > 0 ? positionals.map((name) => `test/torture/${name}`) : ['test/torture/', ...others];
const hasPassed = jest(['--runInBand', '--testTimeout=3600000', ...suites], {
  TORTURE: 'full',
  TORTURE_SEED: seed,
  // Processes run long enough here to benefit from optimized code, so .NET's default applies: 100 ms, hexadecimal 64.
  DOTNET_TC_CallCountingDelayMs: '64',
});

const totals: Record<string, number> = {
  faults: 0,
  frames: 0,
  bodies: 0,
  requests: 0,
  lost: 0,
  doubled: 0,
  leaked: 0,
  wrongTenant: 0,
  endedBackends: 0,
};
for (const file of readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .sort()) {
  const { seed: _, ...figures } = JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as Record<
    string,
    number
  >;
  for (const name of Object.keys(totals)) {
    totals[name] = (totals[name] ?? 0) + (figures[name] ?? 0);
  }
  console.log(line(path.basename(file, '.json'), figures));
}
console.log(line('in all', totals));
console.log(`seed ${seed}: repeat with npm run torture -- --seed ${seed}`);
const bad = ['lost', 'doubled', 'leaked', 'wrongTenant', 'endedBackends'].some((name) => totals[name] !== 0);
process.exitCode = hasPassed && !bad ? 0 : 1;

function line(part: string, figures: Record<string, number>): string {
  const shown = Object.entries(figures).map(([name, value]) => `${name} ${value.toLocaleString('en-US')}`);
  return `${part.padEnd(12)} ${shown.join(', ')}`;
}
