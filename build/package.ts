// npm run package [-- --twice]: an archive of the module and a package for every platform, and the package that all of
// these need, in packages/, each of them checked. With --twice all of it is made a second time, and must be the same.
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { CHECKSUMS, checksums } from './checksums.ts';
import { canEmulate, emulationFault } from './emulate.ts';
import { type Modules, makeModules } from './makeModules.ts';
import { manifestFaults } from './manifestChecks.ts';
import { type Packages, pack, packNupkg } from './pack.ts';
import { mainFaults, packageFaults } from './packageChecks.ts';
import { paths } from './paths.ts';
import { moduleName } from './platforms.ts';
import { type SizeRow, sizeOf, sizeTable } from './sizes.ts';

const { values } = parseArgs({ options: { twice: { type: 'boolean', default: false } } });
const made = path.join(paths.root, 'artifacts', 'modules');
const faults: string[] = [];
const rows: SizeRow[] = [];

const modules = await makeModules(made);
const { main, packages } = await packAll(modules, paths.packages);
for (const { platform } of modules.builds) {
  const own = packages.get(platform.name) as Packages;
  faults.push(...packageFaults(platform, own).map((fault) => `${platform.name}: ${fault}`));
  rows.push(...(await sizeOf(platform, own, main, modules.runtimes.get(platform.name) ?? '')));
}
faults.push(
  ...mainFaults(
    main,
    [...packages.values()].map(({ zip }) => zip),
  ),
);
writeFileSync(path.join(paths.packages, CHECKSUMS), checksums(paths.packages));
faults.push(
  ...(await manifestFaults([
    ...modules.builds.map(({ folder }) => folder),
    modules.main,
    ...modules.programs.values(),
  ])),
);
faults.push(...(await emulated()));
if (values.twice) {
  faults.push(...(await secondTime()));
}

console.log(sizeTable(rows));
faults.push(...rows.filter(({ fits }) => !fits).map(({ name }) => `${name} is too large.`));
for (const fault of faults) {
  console.error(`Failed: ${fault}`);
}
console.log(
  faults.length === 0
    ? `Packed ${moduleName} into ${path.relative(paths.root, paths.packages)}`
    : `${faults.length} failed`,
);
process.exitCode = faults.length === 0 ? 0 : 1;

/** Packs all of the modules into a folder, and gives the packages. */
async function packAll(
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
  return { main: await packNupkg(main, folder), packages };
}

async function emulated(): Promise<string[]> {
  const build = modules.builds.find(({ platform }) => platform.name === 'linux-arm64');
  if (build === undefined || !canEmulate) {
    console.log('linux-arm64: not run, as there is no emulator for it here.');
    return [];
  }
  const fault = await emulationFault(build);
  console.log(`linux-arm64: ${fault ?? 'runs under emulation, and sends a request'}.`);
  return fault === undefined ? [] : [`linux-arm64: the backend ${fault}`];
}

/** The packages that a second run from the source gives with other hashes. */
async function secondTime(): Promise<string[]> {
  const folder = path.join(paths.root, 'artifacts', 'packages-again');
  await packAll(await makeModules(`${made}-again`), folder);
  const [first, second] = [paths.packages, folder].map((each) => checksums(each).split('\n'));
  const different = first?.filter((line) => !second?.includes(line)) ?? [];
  console.log(`Made twice: ${different.length} of ${(first?.length ?? 1) - 1} packages differ.`);
  return different.map((line) => `${line.split('  ')[1]} is another one when it is made again.`);
}
