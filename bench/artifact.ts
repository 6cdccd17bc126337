import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { paths } from '../build/paths.ts';

/** The path of the file with the results and the samples of the last benchmark run. */
export const lastRun = path.join(paths.root, 'artifacts', 'bench.json');

/** Returns the path of a file or folder in `artifacts/bench`. Creates `artifacts/bench` if it is missing. */
export function artifact(name: string): string {
  const folder = path.join(paths.root, 'artifacts', 'bench');
  mkdirSync(folder, { recursive: true });
  return path.join(folder, name);
}
