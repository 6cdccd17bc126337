import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { filesIn } from './filesIn.ts';
import { moduleVersion } from './manifest.ts';
import { moduleName, packageParts } from './nupkg.ts';
import { backendName, type ModuleBuild } from './platforms.ts';
import { packed, type ZipEntry, zip } from './zip.ts';

/** The two packages of one platform. */
export interface Packages {
  /** To be unpacked in a folder of modules. */
  zip: string;
  /** For the PowerShell Gallery, or a folder that serves as one: its name must be that of the module and version. */
  nupkg: string;
}

/** Where the packages of a platform are, in the folder of all of them. */
function packagesIn(folder: string, { platform }: Pick<ModuleBuild, 'platform'>): Packages {
  return {
    zip: path.join(folder, `${moduleName}-${moduleVersion}-${platform.name}.zip`),
    nupkg: path.join(folder, platform.name, `${moduleName}.${moduleVersion}.nupkg`),
  };
}

/** Packs a module that has been made, as files that are the same for the same module. */
export async function pack(build: ModuleBuild, folder: string): Promise<Packages> {
  const packages = packagesIn(folder, build);
  const names = filesIn(build.folder);
  const files: ZipEntry[] = [];
  for (const name of names) {
    const mode = name === backendName(build.platform) ? 0o755 : 0o644;
    files.push({ name, mode, content: await packed(readFileSync(path.join(build.folder, name))) });
  }
  const place = `${moduleName}/${moduleVersion}/`;
  write(packages.zip, zip(files.map((file) => ({ ...file, name: `${place}${file.name}` }))));

  const manifest = readFileSync(path.join(build.folder, `${moduleName}.psd1`), 'utf8');
  for (const [name, text] of packageParts(manifest, names)) {
    files.push({ name, mode: 0o644, content: await packed(Buffer.from(text)) });
  }
  write(packages.nupkg, zip(files));
  return packages;
}

function write(file: string, bytes: Buffer): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, bytes);
}
