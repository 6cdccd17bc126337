import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { filesIn } from './filesIn.ts';
import { paths } from './paths.ts';

/** What commands make or get, and git's own folder. */
const notOurs = new Set(['.git', 'node_modules', 'artifacts', 'dist', 'packages']);

/** The names of all files of the project, with slashes, relative to its root; new ones that git doesn't know yet too. */
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
