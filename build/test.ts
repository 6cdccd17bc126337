// npm test: what the tests need, formatting, lint and types, then the build, then every test against what was
// built.
// Its last line counts them all; a skipped test counts as failed.
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { jest } from './jest.ts';
import { paths } from './paths.ts';
import { run } from './run.ts';
import { ensureTestPrograms } from './testSetup.ts';

interface JestSummary {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  numRuntimeErrorTestSuites: number;
}

const checks: readonly (readonly [program: string, ...args: string[]])[] = [
  ['biome', 'ci', '--error-on-warnings', '.'],
  ['tsc', '--project', '.'],
  ['dotnet', 'format', 'whitespace', '--folder', '--verify-no-changes', 'module/types'],
  ['dotnet', 'format', 'whitespace', '--folder', '--verify-no-changes', 'module/start'],
  ['dotnet', 'format', 'whitespace', '--folder', '--verify-no-changes', 'test/engine-host'],
  ['dotnet', 'format', 'whitespace', '--folder', '--verify-no-changes', 'test/other-module'],
  ['bun', 'build/build.ts'],
  ['bun', 'build/showPowershell.ts'],
];

const jestResult = path.join(paths.root, 'artifacts', 'jest.json');
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

rmSync(jestResult, { force: true });
jest(['--json', `--outputFile=${jestResult}`, ...process.argv.slice(2)]);
try {
  const summary: JestSummary = JSON.parse(readFileSync(jestResult, 'utf8'));
  passed += summary.numPassedTests;
  failed += summary.numFailedTests + summary.numRuntimeErrorTestSuites;
  failed += summary.numPendingTests + summary.numTodoTests;
} catch {
  console.error('jest left no result');
  failed++;
}

console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
