import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { jest } from './jest.ts';
import { paths } from './paths.ts';

/** What jest writes down about a run, as far as it is read here. */
export interface JestResult {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  /** Files of which no test could be run. */
  numRuntimeErrorTestSuites: number;
  testResults: {
    /** Path of the file. */
    name: string;
    assertionResults: { fullName: string; status: string }[];
  }[];
}

/** Runs tests with these arguments and variables; undefined if jest did not come to its end. */
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
