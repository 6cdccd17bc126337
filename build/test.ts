// npm test: what the tests need, formatting, lint and types, then the build, then every test against what was
// built.
// Its last line counts them all; a skipped test counts as failed.
import { formatArguments } from './formatArguments.ts';
import { jestResult } from './jestResult.ts';
import { run } from './run.ts';
import { ensureTestPrograms } from './testSetup.ts';

const checks: readonly (readonly [program: string, ...args: string[]])[] = [
  ['biome', 'ci', '--error-on-warnings', '.'],
  ['tsc', '--project', '.'],
  ['dotnet', ...formatArguments, '--verify-no-changes'],
  ['bun', 'build/build.ts'],
  ['bun', 'build/showPowershell.ts'],
];

let passed = 0;
let failed = 0;

if (ensureTestPrograms()) {
  passed++;
} else {
  failed++;
}

for (const [program, ...args] of checks) {
  if (run(program, args)) {
    passed++;
  } else {
    console.error(`Failed: ${program} ${args.join(' ')}`);
    failed++;
  }
}

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
