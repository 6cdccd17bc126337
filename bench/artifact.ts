import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { paths } from '../build/paths.ts';

/** The record of the last run. */
export const lastRun = path.join(paths.root, 'artifacts', 'bench.json');

/** A file or folder that the benchmark makes for itself. */
export function artifact(name: string): string {
  const folder = path.join(paths.root, 'artifacts', 'bench');
  mkdirSync(folder, { recursive: true });
  return path.join(folder, name);
}
