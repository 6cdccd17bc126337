// npm test [-- part of a path ...]: installs the programs that the tests require, checks formatting, lint, and types,
// builds the module, and runs all tests. With parts of paths, it only runs the matching tests, and only builds if the
// build is outdated. The last line of output contains the counts. Suites whose system programs are missing are skipped
// and listed, unless this user could install programs. Other skipped tests count as failures.
import { BuildStamp } from './buildStamp.ts';
import { formatters } from './formatters.ts';
import { jestResult } from './jestResult.ts';
import { run, runBeside } from './run.ts';
import { testSetup } from './testSetup.ts';

type Check = readonly [program: string, ...args: string[]];

const build: Check = ['bun', 'build/build.ts'];

/** The checks and the build, which run in parallel because none of them uses all processors. */
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
