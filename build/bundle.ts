import { readFileSync } from 'node:fs';
import path from 'node:path';
import { paths } from './paths.ts';

/** An npm package with files in the backend. */
export interface BundledPackage {
  /** The package's folder relative to the project root, with slashes. It is also the package's key in the lock file. */
  key: string;
  name: string;
  version: string;
  /** The SPDX identifier of the licence. */
  license: string;
}

/**
 * Returns all packages in the bundle, including nested ones.
 *
 * @param bundleFacts The path of the bundler's metafile.
 */
export function bundledPackages(bundleFacts: string): BundledPackage[] {
  const { inputs }: { inputs: Record<string, unknown> } = JSON.parse(readFileSync(bundleFacts, 'utf8'));
  const keys = Object.keys(inputs).flatMap(
    (file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(file) ?? [],
  );
  return [...new Set(keys)].sort().map(readPackage);
}

/**
 * Reads the name, version, and licence of an installed package.
 *
 * @param key The package's folder relative to the project root.
 */
export function readPackage(key: string): BundledPackage {
  const { name, version, license } = JSON.parse(
    readFileSync(path.join(paths.root, key, 'package.json'), 'utf8'),
  ) as BundledPackage;
  return { key, name, version, license };
}
