import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { CHECKSUMS } from './checksums.ts';
import { filesIn } from './filesIn.ts';
import { manifest, prerelease } from './manifest.ts';
import { isNative, type ModuleBuild, moduleName, programModule, systems } from './platforms.ts';
import { programManifest } from './programManifest.ts';
import type { SbomScope } from './sbom.ts';
import { seal } from './seal.ts';

/** The files that differ between the complete module and its parts. */
const ofEach = [`${moduleName}.psd1`, CHECKSUMS, 'sbom.cdx.json'];
const notices = 'THIRD-PARTY-NOTICES.md';

/** Writes the module that all platforms share into a subfolder, and returns the subfolder's path. */
export function writeMainModule(build: ModuleBuild, into: string): string {
  const names = filesIn(build.folder).filter(
    (name) => !isNative(name) && !ofEach.includes(name) && name !== notices,
  );
  const files = new Map(names.map((name) => [name, name]));
  return write(build, path.join(into, moduleName), files, 'main', manifest(systems));
}

/** Writes the platform-specific module with the backend into a subfolder, and returns the subfolder's path. */
export function writeProgramModule(build: ModuleBuild, into: string): string {
  const files = new Map(
    filesIn(build.folder)
      .filter((name) => isNative(name) || name === 'LICENSE' || name === notices)
      .map((name) => [isNative(name) ? placeOf(name) : name, name]),
  );
  const folder = path.join(into, programModule(build.platform));
  return write(build, folder, files, 'program', programManifest(build.platform));
}

/**
 * Returns the path of a native file in the platform-specific module. PowerShell's folder names omit prerelease labels,
 * so a subfolder with the label distinguishes prereleases.
 */
export function placeOf(name: string): string {
  return path.posix.join(prerelease, name);
}

/** @param files The paths in the complete module, keyed by the path in the new module. */
function write(
  build: ModuleBuild,
  folder: string,
  files: ReadonlyMap<string, string>,
  scope: SbomScope,
  manifestText: string,
): string {
  rmSync(folder, { recursive: true, force: true });
  for (const [name, source] of files) {
    const target = path.join(folder, name);
    mkdirSync(path.dirname(target), { recursive: true });
    cpSync(path.join(build.folder, source), target);
  }
  writeFileSync(path.join(folder, `${path.basename(folder)}.psd1`), manifestText);
  seal(build, scope, folder);
  return folder;
}
