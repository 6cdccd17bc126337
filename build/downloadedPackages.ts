import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { nugetPackages } from './nugetPackages.ts';
import { paths } from './paths.ts';
import { runOrExit } from './run.ts';

/**
 * Gets NuGet packages that nothing is built of, where they are not there yet.
 *
 * @param hashes SHA-512 of each package in base64, by its name: a lock file has no place for such packages.
 * @returns The folder of each, in the same order.
 * @throws {Error} A package is another than the one that was looked at.
 */
export function downloadedPackages(version: string, hashes: Readonly<Record<string, string>>): string[] {
  const packages = Object.entries(hashes).map(([name, hash]) => {
    const folder = path.join(nugetPackages, name.toLowerCase(), version);
    return { folder, hash, hashFile: path.join(folder, `${name.toLowerCase()}.${version}.nupkg.sha512`) };
  });
  if (packages.some(({ hashFile }) => !existsSync(hashFile))) {
    const wanted = [`-p:PackageNames=${Object.keys(hashes).join('%3B')}`, `-p:PackageVersion=${version}`];
    runOrExit('dotnet', ['restore', paths.downloadProject, '--verbosity', 'quiet', ...wanted]);
  }
  return packages.map(({ folder, hash, hashFile }) => {
    if (readFileSync(hashFile, 'utf8').trim() !== hash) {
      throw new Error(`${folder} does not hold the package that the build is for.`);
    }
    return folder;
  });
}
