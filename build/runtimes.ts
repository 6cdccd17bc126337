import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { paths } from './paths.ts';
import type { Platform } from './platforms.ts';
import { programCommand } from './programCommand.ts';

interface LockEntry {
  version: string;
  integrity: string;
}

/** Bun for a platform. */
export interface Runtime {
  /** The path of the executable. */
  file: string;
  /** The size of the npm package that contains it, in bytes. */
  downloadSize: number;
}

/**
 * Returns the Bun executable for a platform. npm installs only the package for the platform of this machine, so this
 * function downloads the package if the cache does not contain it, and verifies it against the lock file.
 *
 * @param folder The folder that caches the packages.
 * @throws {Error} The lock file does not contain the package, or the package cannot be downloaded, does not match the
 * lock file, or contains no executable.
 */
export async function runtimeFor(
  { runtimePackage, os }: Platform,
  folder: string = paths.runtimes,
): Promise<Runtime> {
  const { packages }: { packages: Record<string, LockEntry> } = JSON.parse(
    readFileSync(path.join(paths.root, 'package-lock.json'), 'utf8'),
  );
  const entry = packages[`node_modules/${runtimePackage}`];
  if (entry === undefined) {
    throw new Error(`The lock file has no ${runtimePackage}.`);
  }
  const archive = path.join(folder, `${runtimePackage.slice(1).replace('/', '-')}-${entry.version}.tgz`);
  const tarball = existsSync(archive)
    ? readFileSync(archive)
    : download(runtimePackage, entry.version, archive);
  if (`sha512-${createHash('sha512').update(tarball).digest('base64')}` !== entry.integrity) {
    throw new Error(`${archive} is not the package that the lock file names. Remove it, then try again.`);
  }
  const name = `bun${os === 'win' ? '.exe' : ''}`;
  const program = (await new Bun.Archive(tarball).files()).get(`package/bin/${name}`);
  if (program === undefined) {
    throw new Error(`${archive} has no ${name}.`);
  }
  const file = path.join(folder, runtimePackage.split('/').at(-1) ?? '', name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, new Uint8Array(await program.arrayBuffer()));
  chmodSync(file, 0o755);
  return { file, downloadSize: tarball.length };
}

function download(name: string, version: string, archive: string): Buffer {
  const folder = path.dirname(archive);
  mkdirSync(folder, { recursive: true });
  const [npm, ...args] = programCommand('npm');
  const { status, stdout } = spawnSync(
    npm,
    [...args, 'pack', '--silent', '--pack-destination', folder, `${name}@${version}`],
    { cwd: paths.root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] },
  );
  if (status !== 0) {
    throw new Error(`npm could not get ${name} ${version}.`);
  }
  renameSync(path.join(folder, stdout.trim().split('\n').at(-1) ?? ''), archive);
  return readFileSync(archive);
}
