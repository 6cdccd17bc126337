import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { sha256 } from './fileHash.ts';
import { filesIn } from './filesIn.ts';
import { moduleVersion, versionNumber } from './manifest.ts';
import { packageParts } from './nupkg.ts';
import { type ModuleBuild, moduleName } from './platforms.ts';
import { type Packed, packed, type ZipEntry, zip } from './zip.ts';

/** The packages for one platform. */
export interface Packages {
  /** The archive of the complete module, for unpacking into a module folder. */
  zip: string;
  /** The package of the platform-specific module, for repositories such as the PowerShell Gallery. */
  nupkg: string;
}

/**
 * Packs a module. The same module results in the same packages.
 *
 * @param programModule The folder of the platform-specific module.
 * @param done The compressed contents of files, keyed by hash. Newly compressed files are added.
 */
export async function pack(
  build: ModuleBuild,
  programModule: string,
  folder: string,
  done: Map<string, Packed> = new Map(),
): Promise<Packages> {
  const files = await entries(build.folder, done);
  const archive = path.join(folder, `${moduleName}-${moduleVersion}-${build.platform.name}.zip`);
  const place = `${moduleName}/${versionNumber}/`;
  write(archive, zip(files.map((file) => ({ ...file, name: `${place}${file.name}` }))));
  return { zip: archive, nupkg: await packNupkg(programModule, folder, done) };
}

/**
 * Packs a module for a repository, and returns the path of the package.
 *
 * @param module The module's folder, which has the module's name.
 * @param done The compressed contents of files, keyed by hash. Newly compressed files are added.
 */
export async function packNupkg(
  module: string,
  folder: string,
  done: Map<string, Packed> = new Map(),
): Promise<string> {
  const name = path.basename(module);
  const manifest = readFileSync(path.join(module, `${name}.psd1`), 'utf8');
  const files = await entries(module, done);
  for (const [part, text] of packageParts(name, manifest, filesIn(module))) {
    files.push({ name: part, mode: 0o644, content: await packed(Buffer.from(text)) });
  }
  const file = path.join(folder, `${name}.${moduleVersion}.nupkg`);
  write(file, zip(files));
  return file;
}

async function entries(module: string, done: Map<string, Packed>): Promise<ZipEntry[]> {
  const all: ZipEntry[] = [];
  for (const name of filesIn(module)) {
    const bytes = readFileSync(path.join(module, name));
    const hash = sha256(bytes);
    const content = done.get(hash) ?? (await packed(bytes));
    done.set(hash, content);
    all.push({ name, mode: modeOf(name), content });
  }
  return all;
}

/** Returns the Unix permissions of a file in a module. Only the backend is executable. */
export function modeOf(name: string): number {
  return /(^|\/)bin\//.test(name) ? 0o755 : 0o644;
}

function write(file: string, bytes: Buffer): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, bytes);
}
