import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { paths } from '../build/paths.ts';

/** The path of the last run's record. */
export const lastRun = path.join(paths.root, 'artifacts', 'bench.json');

/** Returns the path of a file or folder below `artifacts/bench`, and creates that folder. */
export function artifact(name: string): string {
  const folder = path.join(paths.root, 'artifacts', 'bench');
  mkdirSync(folder, { recursive: true });
  return path.join(folder, name);
}
