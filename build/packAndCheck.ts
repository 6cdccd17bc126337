import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { CHECKSUMS, checksums } from './checksums.ts';
import { canEmulate, emulationFault } from './emulate.ts';
import type { Modules } from './makeModules.ts';
import { manifestFaults } from './manifestChecks.ts';
import { type Packages, pack, packNupkg } from './pack.ts';
import { mainFaults, packageFaults } from './packageChecks.ts';
import type { Runtime } from './runtimes.ts';
import { type SizeRow, sizesOf, sizeTable } from './sizes.ts';

/**
 * Packs all modules like `packAll`, checks the packages, and prints their sizes.
 *
 * @returns A sentence for each fault.
 */
export async function packAndCheck(modules: Modules, folder: string): Promise<string[]> {
  const { main, packages } = await packAll(modules, folder);
  const faults: string[] = [];
  const rows: SizeRow[] = [];
  for (const { platform } of modules.builds) {
    const own = packages.get(platform.name) as Packages;
    faults.push(...packageFaults(platform, own).map((fault) => `${platform.name}: ${fault}`));
    rows.push(...sizesOf(platform, own, main, modules.runtimes.get(platform.name) as Runtime));
  }
  const archives = [...packages.values()].map(({ zip }) => zip);
  faults.push(...mainFaults(main, archives));
  const folders = [
    ...modules.builds.map((build) => build.folder),
    modules.main,
    ...modules.programs.values(),
  ];
  faults.push(...(await manifestFaults(folders)), ...(await emulated(modules)));
  console.log(sizeTable(rows));
  return [...faults, ...rows.filter(({ fits }) => !fits).map(({ name }) => `${name} is too large.`)];
}

/**
 * Packs all modules, and writes the hashes of the packages.
 *
 * @param folder The output folder. Its previous content is deleted.
 * @returns The path of the package that all platforms share, and those of the other packages, keyed by platform name.
 */
export async function packAll(
  { builds, main, programs }: Modules,
  folder: string,
): Promise<{ main: string; packages: Map<string, Packages> }> {
  rmSync(folder, { recursive: true, force: true });
  const packages = new Map<string, Packages>();
  for (const build of builds) {
    const { name } = build.platform;
    packages.set(name, await pack(build, programs.get(name) ?? '', folder));
    console.log(`Packed ${name}`);
  }
  const packed = { main: await packNupkg(main, folder), packages };
  writeFileSync(path.join(folder, CHECKSUMS), checksums(folder));
  return packed;
}

async function emulated(modules: Modules): Promise<string[]> {
  const build = modules.builds.find(({ platform }) => platform.name === 'linux-arm64');
  if (build === undefined || !canEmulate) {
    console.log('linux-arm64: not run, as there is no emulator for it here.');
    return [];
  }
  const fault = await emulationFault(build);
  console.log(`linux-arm64: ${fault ?? 'runs under emulation, and sends a request'}.`);
  return fault === undefined ? [] : [`linux-arm64: the backend ${fault}`];
}
