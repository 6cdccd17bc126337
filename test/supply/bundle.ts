import { readFileSync } from 'node:fs';
import path from 'node:path';
import { repositoryRoot } from '../support/module.ts';

interface Package {
  /** The folder, relative to the project. */
  key: string;
  name: string;
  version: string;
  license: string;
}

/** Returns the files that the bundler included in the backend. */
export function bundledFiles(): string[] {
  const facts = readFileSync(path.join(repositoryRoot, 'artifacts', 'bundle.json'), 'utf8');
  return Object.keys((JSON.parse(facts) as { inputs: object }).inputs);
}

/** Returns the npm package that contains a file, or undefined for a file of the project itself. */
export function packageOf(file: string): Package | undefined {
  for (let folder = path.posix.dirname(file); folder !== '.'; folder = path.posix.dirname(folder)) {
    if (/node_modules\/(?:@[^/]+\/)?[^/@]+$/.test(folder)) {
      const json = readFileSync(path.join(repositoryRoot, folder, 'package.json'), 'utf8');
      return { ...(JSON.parse(json) as Package), key: folder };
    }
  }
  return undefined;
}
