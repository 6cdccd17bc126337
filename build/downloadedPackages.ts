import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { nugetPackages } from './nugetPackages.ts';
import { paths } from './paths.ts';
import { runOrExit } from './run.ts';

/**
 * Downloads NuGet packages that the build uses as files instead of references, if they are missing.
 *
 * @param hashes The Base64-encoded SHA-512 of each package, keyed by name. NuGet's lock files do not cover these
 * packages.
 * @returns The folders of the packages, in the order of `hashes`.
 * @throws {Error} A package does not match its hash.
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
