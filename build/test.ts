// npm test: what the tests need, formatting, lint and types, then the build, then every test against what was
// built.
// Its last line counts them all; a skipped test counts as failed.
import { formatArguments } from './formatArguments.ts';
import { jestResult } from './jestResult.ts';
import { run, runBeside } from './run.ts';
import { ensureTestPrograms } from './testSetup.ts';

type Check = readonly [program: string, ...args: string[]];

/** They go side by side, as none of them uses a whole machine. */
const checks: readonly Check[] = [
  ['biome', 'ci', '--error-on-warnings', '.'],
  ['tsc', '--project', '.'],
  ...formatArguments.map((args): Check => ['dotnet', ...args, '--verify-no-changes']),
  ['bun', 'build/build.ts'],
];

let passed = 0;
let failed = 0;

function count(what: string, hasPassed: boolean): void {
  if (hasPassed) {
    passed++;
  } else {
    console.error(`Failed: ${what}`);
    failed++;
  }
}

count('the set-up', ensureTestPrograms());
await Promise.all(
  checks.map(async ([program, ...args]) =>
    count(`${program} ${args.join(' ')}`, await runBeside(program, args)),
  ),
);
count('bun build/showPowershell.ts', run('bun', ['build/showPowershell.ts']));

const result = jestResult(process.argv.slice(2));
if (result === undefined) {
  failed++;
} else {
  passed += result.numPassedTests;
  failed += result.numFailedTests + result.numRuntimeErrorTestSuites;
  failed += result.numPendingTests + result.numTodoTests;
}

console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
