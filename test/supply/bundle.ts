import { readFileSync } from 'node:fs';
import path from 'node:path';
import { repositoryRoot } from '../support/module.ts';

interface Package {
  /** Its folder below the project's. */
  key: string;
  name: string;
  version: string;
  license: string;
}

/** The files in the backend, by the bundler's account. */
export function bundledFiles(): string[] {
  const facts = readFileSync(path.join(repositoryRoot, 'artifacts', 'bundle.json'), 'utf8');
  return Object.keys((JSON.parse(facts) as { inputs: object }).inputs);
}

/** The package that a file is of, found by going up to its package.json; undefined for one of the project's own. */
export function packageOf(file: string): Package | undefined {
  for (let folder = path.posix.dirname(file); folder !== '.'; folder = path.posix.dirname(folder)) {
    if (/node_modules\/(?:@[^/]+\/)?[^/@]+$/.test(folder)) {
      const json = readFileSync(path.join(repositoryRoot, folder, 'package.json'), 'utf8');
      return { ...(JSON.parse(json) as Package), key: folder };
    }
  }
  return undefined;
}
