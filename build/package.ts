// npm run package [-- --twice]: a package and an archive of the module for every platform, in packages/, each of them
// checked. With --twice all of it is made a second time, and must be the same.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { CHECKSUMS, checksums } from './checksums.ts';
import { canEmulate, emulationFault } from './emulate.ts';
import { makeModules } from './makeModules.ts';
import { manifestFaults } from './manifestChecks.ts';
import { moduleName } from './nupkg.ts';
import { pack } from './pack.ts';
import { packageFaults } from './packageChecks.ts';
import { paths } from './paths.ts';
import { type SizeRow, sizeOf, sizeTable } from './sizes.ts';

const { values } = parseArgs({ options: { twice: { type: 'boolean', default: false } } });
const made = path.join(paths.root, 'artifacts', 'modules');
const faults: string[] = [];
const rows: SizeRow[] = [];

const { builds, runtimes } = await makeModules(made);
rmSync(paths.packages, { recursive: true, force: true });
mkdirSync(paths.packages, { recursive: true });
for (const build of builds) {
  const packages = await pack(build, paths.packages);
  faults.push(...packageFaults(build.platform, packages).map((fault) => `${build.platform.name}: ${fault}`));
  rows.push(...(await sizeOf(build.platform, packages, runtimes.get(build.platform.name) ?? '')));
  console.log(`Packed ${build.platform.name}`);
}
writeFileSync(path.join(paths.packages, CHECKSUMS), checksums(paths.packages));
faults.push(...(await manifestFaults(builds)));
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

async function emulated(): Promise<string[]> {
  const build = builds.find(({ platform }) => platform.name === 'linux-arm64');
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
  rmSync(folder, { recursive: true, force: true });
  const again = await makeModules(`${made}-again`);
  for (const build of again.builds) {
    await pack(build, folder);
  }
  const [first, second] = [paths.packages, folder].map((each) => checksums(each).split('\n'));
  const different = first?.filter((line) => !second?.includes(line)) ?? [];
  console.log(`Made twice: ${different.length} of ${(first?.length ?? 1) - 1} packages differ.`);
  return different.map((line) => `${line.split('  ')[1]} is another one when it is made again.`);
}
