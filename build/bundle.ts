import { readFileSync } from 'node:fs';
import path from 'node:path';
import { paths } from './paths.ts';

/** A package whose files are in the backend. */
export interface BundledPackage {
  /** Its folder below the project's, with slashes: the name that the lock file has it under. */
  key: string;
  name: string;
  version: string;
  /** SPDX. */
  license: string;
}

/**
 * All of them by the bundler's own account, those inside of others too.
 *
 * @param bundleFacts The file with that account.
 */
export function bundledPackages(bundleFacts: string): BundledPackage[] {
  const { inputs }: { inputs: Record<string, unknown> } = JSON.parse(readFileSync(bundleFacts, 'utf8'));
  const keys = Object.keys(inputs).flatMap(
    (file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(file) ?? [],
  );
  return [...new Set(keys)].sort().map(readPackage);
}

/** @param key Its folder below the project's. */
export function readPackage(key: string): BundledPackage {
  const { name, version, license } = JSON.parse(
    readFileSync(path.join(paths.root, key, 'package.json'), 'utf8'),
  ) as BundledPackage;
  return { key, name, version, license };
}
