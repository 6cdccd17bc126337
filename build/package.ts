// npm run package [-- --twice]: builds the module for every platform, packs it into packages/, and checks the packages:
// an archive and a package for every platform, and the package that all platforms share. With --twice, it builds and
// packs everything again, and compares the hashes.
import path from 'node:path';
import { parseArgs } from 'node:util';
import { missingAddresses } from './addresses.ts';
import { checksums } from './checksums.ts';
import { makeModules } from './makeModules.ts';
import { packAll, packAndCheck } from './packAndCheck.ts';
import { paths } from './paths.ts';
import { moduleName } from './platforms.ts';

const { values } = parseArgs({ options: { twice: { type: 'boolean', default: false } } });

const faults = await packAndCheck(await makeModules(paths.modules), paths.packages);
if (values.twice) {
  faults.push(...(await secondTime()));
}
for (const sentence of missingAddresses()) {
  console.warn(sentence);
}
for (const fault of faults) {
  console.error(`Failed: ${fault}`);
}
console.log(
  faults.length === 0
    ? `Packed ${moduleName} into ${path.relative(paths.root, paths.packages)}`
    : `${faults.length} failed`,
);
process.exitCode = faults.length === 0 ? 0 : 1;

/** Builds and packs everything again. Returns a sentence for each package with a different hash. */
async function secondTime(): Promise<string[]> {
  const folder = path.join(paths.root, 'artifacts', 'packages-again');
  await packAll(await makeModules(`${paths.modules}-again`), folder);
  const [first, second] = [paths.packages, folder].map((each) => checksums(each).split('\n'));
  const different = first?.filter((line) => !second?.includes(line)) ?? [];
  console.log(`Made twice: ${different.length} of ${(first?.length ?? 1) - 1} packages differ.`);
  return different.map((line) => `${line.split('  ')[1]} differs when it is built and packed again.`);
}
