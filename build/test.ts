// npm test [-- part of a path]: what the tests need, formatting, lint and types, then the build, then every test against what
// was built. With a part of a path only those tests, and the build only where it would make something else.
// Its last line counts them all. Suites that take a program which is not available here are skipped by name; any other skipped
// test counts as failed.
import { BuildStamp } from './buildStamp.ts';
import { formatters } from './formatters.ts';
import { jestResult } from './jestResult.ts';
import { run, runBeside } from './run.ts';
import { testSetup } from './testSetup.ts';

type Check = readonly [program: string, ...args: string[]];

const build: Check = ['bun', 'build/build.ts'];

/** They run in parallel, because none of them uses the whole machine. */
const checks: readonly Check[] = [
  ['biome', 'ci', '--error-on-warnings', '.'],
  ['tsc', '--project', '.'],
  ...formatters.map((formatter): Check => [...formatter, '--verify-no-changes']),
  build,
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

const wanted = process.argv.slice(2);
const { isComplete, skipped } = testSetup(wanted);
count('the set-up', isComplete);
if (wanted.length === 0) {
  await Promise.all(
    checks.map(async ([program, ...args]) =>
      count(`${program} ${args.join(' ')}`, await runBeside(program, args)),
    ),
  );
} else if (!new BuildStamp().isCurrent) {
  const [program, ...args] = build;
  count(`${program} ${args.join(' ')}`, run(program, args));
}
count('bun build/showPowershell.ts', run('bun', ['build/showPowershell.ts']));

const result = jestResult(skipped.length > 0 ? ['--passWithNoTests', ...wanted] : wanted, {
  PSS_SKIPPED_SUITES: skipped.join(','),
});
if (result === undefined) {
  failed++;
} else {
  passed += result.numPassedTests;
  failed += result.numFailedTests + result.numRuntimeErrorTestSuites;
  failed += result.numPendingTests + result.numTodoTests;
}

console.log(`${passed} passed, ${failed} failed${skipped.length === 0 ? '' : `, ${skipped.length} skipped`}`);
process.exitCode = failed === 0 ? 0 : 1;
