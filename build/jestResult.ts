import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { jest } from './jest.ts';
import { paths } from './paths.ts';

/** The fields of Jest's JSON report that the build uses. */
export interface JestResult {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  /** The number of test files that failed to load or run. */
  numRuntimeErrorTestSuites: number;
  testResults: {
    /** The path of the test file. */
    name: string;
    assertionResults: { fullName: string; status: string }[];
  }[];
}

/** Runs Jest with these arguments and environment variables. Returns `undefined` when Jest wrote no report. */
export function jestResult(args: readonly string[], env?: Record<string, string>): JestResult | undefined {
  const file = path.join(paths.root, 'artifacts', 'jest.json');
  rmSync(file, { force: true });
  jest(['--json', `--outputFile=${file}`, ...args], env);
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    console.error('jest left no result');
    return undefined;
  }
}
