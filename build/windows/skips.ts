import { existsSync } from 'node:fs';
import path from 'node:path';
import { notUnderWine } from '../../test/windows/notUnderWine.ts';
import type { JestResult } from '../jestResult.ts';
import { paths } from '../paths.ts';

/** Returns the Jest argument that excludes the tests whose names begin as listed in test/windows/notUnderWine.ts. */
export function skipArgument(): string {
  const names = notUnderWine.flatMap(({ tests }) => tests);
  return `--testNamePattern=^(?!(?:${names.map(literally).join('|')}))`;
}

/**
 * Compares the skipped tests with test/windows/notUnderWine.ts.
 *
 * @returns In `said`, a line with the reason for each skipped test that the list contains. In `faults`, a sentence for
 * each other skipped test, and for each file or test in the list that does not exist. Tests are checked only in files
 * that Jest ran.
 */
export function skipped({ testResults }: JestResult): { said: string[]; faults: string[] } {
  const said: string[] = [];
  const faults: string[] = [];
  const files = new Map(testResults.map(({ name, ...tests }) => [path.relative(paths.root, name), tests]));
  for (const { file, tests } of notUnderWine) {
    if (!existsSync(path.join(paths.root, file))) {
      faults.push(`test/windows/notUnderWine.ts names ${file}, which is not there.`);
    }
    const results = files.get(file)?.assertionResults ?? [];
    for (const name of results.length > 0 ? tests : []) {
      if (!results.some(({ fullName }) => fullName.startsWith(name))) {
        faults.push(`test/windows/notUnderWine.ts names "${name}" of ${file}, which is not there.`);
      }
    }
  }
  for (const [file, { assertionResults }] of files) {
    for (const { fullName } of assertionResults.filter(({ status }) => status === 'pending')) {
      const entry = notUnderWine.find(
        (each) => each.file === file && each.tests.some((name) => fullName.startsWith(name)),
      );
      if (entry === undefined) {
        faults.push(`${file}: "${fullName}" is skipped without a reason.`);
      } else {
        said.push(`Skipped: ${file}: ${fullName}: ${entry.reason}`);
      }
    }
  }
  return { said, faults };
}

function literally(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
