// npm run test:windows [-- part of a path ...]: runs the tests of the Windows package on Linux with Wine.
// withFixedAddresses.ts starts this script. The last line of output contains the counts. If required programs are
// missing, no test runs. This counts as one failure if the user can install packages, and otherwise as one skipped
// test.
import { jestResult } from '../jestResult.ts';
import { run } from '../run.ts';
import { canInstall, lackingPrograms } from '../systemPrograms.ts';
import { testVariables } from './environment.ts';
import { skipArgument, skipped } from './skips.ts';
import { stopWine } from './wine.ts';

const everything = ['test/module', 'test/behaviour', 'test/firstCalls', 'test/windows'];

const programs = [
  ['wine', 'wine', 'wine64'],
  ['script', 'bsdutils'],
  ['mono', 'mono-runtime', 'libmono-system-core4.0-cil', 'libmono-system-numerics4.0-cil'],
] as const;

const wanted = process.argv.slice(2);
const counts = { passed: 0, failed: 0, skipped: 0 };

function check(program: string, args: readonly string[], env?: Record<string, string>): boolean {
  const hasPassed = run(program, args, env);
  counts[hasPassed ? 'passed' : 'failed']++;
  if (!hasPassed) {
    console.error(`Failed: ${program} ${args.join(' ')}`);
  }
  return hasPassed;
}

function test(): void {
  // All Wine programs share one server process, so a third worker would only wait for it.
  const settings = [skipArgument(), '--maxWorkers=2'];
  const result = jestResult([...settings, ...(wanted.length > 0 ? wanted : everything)], testVariables);
  if (result === undefined) {
    counts.failed++;
    return;
  }
  const { said, faults } = skipped(result);
  console.log(said.join('\n'));
  console.error(faults.map((fault) => `Failed: ${fault}`).join('\n'));
  counts.passed += result.numPassedTests;
  counts.failed +=
    result.numFailedTests + result.numRuntimeErrorTestSuites + result.numTodoTests + faults.length;
  counts.skipped += said.length;
}

const lacking = lackingPrograms(programs);
if (lacking.length > 0) {
  counts[canInstall ? 'failed' : 'skipped']++;
  console.log(
    `${canInstall ? 'Failed' : 'Skipped'}: the tests of the package for Windows: they need ${lacking.join(', ')}.`,
  );
} else {
  runAll();
}

const { passed, failed, skipped: left } = counts;
console.log(`${passed} passed, ${failed} failed${left === 0 ? '' : `, ${left} skipped`}`);
process.exitCode = failed === 0 ? 0 : 1;

function runAll(): void {
  try {
    if (check('bun', ['build/windows/setUp.ts'])) {
      test();
      if (wanted.length === 0) {
        check('bun', ['demo/demo.ts'], testVariables);
      }
    }
  } finally {
    stopWine();
  }
}
