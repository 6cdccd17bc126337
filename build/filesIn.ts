import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';

/** Returns the relative paths of all files in a folder and its subfolders, with slashes, sorted. */
export function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(path.join(folder, name)).isFile())
    .map((name) => name.split(path.sep).join('/'))
    .sort();
}
