import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { CHECKSUMS, checksums } from './checksums.ts';
import type { ModuleBuild } from './platforms.ts';
import { type SbomScope, sbom } from './sbom.ts';

/**
 * Writes what is said of a module's other files, once those are as they ship: the bill of materials and the hashes.
 *
 * @param build The complete module.
 * @param folder That of the module, or of the part of it that the scope names.
 */
export function seal(build: ModuleBuild, scope: SbomScope, folder: string): void {
  writeFileSync(path.join(folder, 'sbom.cdx.json'), sbom(build, scope));
  // The hashes come last, as they are of all the others.
  writeFileSync(path.join(folder, CHECKSUMS), checksums(folder));
}
