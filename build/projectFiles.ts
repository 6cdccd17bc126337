import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { filesIn } from './filesIn.ts';
import { paths } from './paths.ts';

/** Folders with generated or downloaded files, and the .git folder. */
const notOurs = new Set(['.git', 'node_modules', 'artifacts', 'dist', 'packages']);

/**
 * Returns the paths of all project files, relative to the root, with slashes. Includes files that git ignores or does
 * not track yet.
 */
export function projectFiles(root: string = paths.root): string[] {
  return readdirSync(root)
    .filter((name) => !notOurs.has(name))
    .flatMap((name) =>
      statSync(path.join(root, name)).isFile()
        ? [name]
        : filesIn(path.join(root, name)).map((file) => `${name}/${file}`),
    )
    .sort();
}
