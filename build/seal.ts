import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { CHECKSUMS, checksums } from './checksums.ts';
import type { ModuleBuild } from './platforms.ts';
import { type SbomScope, sbom } from './sbom.ts';

/**
 * Writes the bill of materials and the hashes of a module. All other files must be in their final form.
 *
 * @param build The build of the complete module.
 * @param folder The folder of the module, or of the part that `scope` names.
 */
export function seal(build: ModuleBuild, scope: SbomScope, folder: string): void {
  writeFileSync(path.join(folder, 'sbom.cdx.json'), sbom(build, scope));
  // The hashes cover the bill of materials, so they are written last.
  writeFileSync(path.join(folder, CHECKSUMS), checksums(folder));
}
