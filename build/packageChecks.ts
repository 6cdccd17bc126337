import { readFileSync } from 'node:fs';
import path from 'node:path';
import { assemblyFault, programFault } from './binaryFormat.ts';
import { CHECKSUMS } from './checksums.ts';
import { signatureFault } from './codeSignature.ts';
import { sha256 } from './fileHash.ts';
import { versionNumber } from './manifest.ts';
import { modeOf, type Packages } from './pack.ts';
import { paths } from './paths.ts';
import { aheadName, backendName, moduleName, type Platform, programModule } from './platforms.ts';
import { placeOf } from './splitModule.ts';
import { unzip } from './unzip.ts';

/** A string in the backend's code. The bare runtime does not contain it. */
const ownText = 'graph/send';

/** The files in every module. */
const ofEach = ['LICENSE', CHECKSUMS, 'sbom.cdx.json'];

const notices = 'THIRD-PARTY-NOTICES.md';

/** The files that are both in the complete module for every platform and in the module that all platforms share. */
const always = [
  ...ofEach,
  'PartnerSecurityScore.Loader.dll',
  'PartnerSecurityScore.Types.dll',
  'PartnerSecurityScore.format.ps1xml',
  'PartnerSecurityScore.types.ps1xml',
  'PartnerSecurityScore.psd1',
  'PartnerSecurityScore.psm1',
  'en-US/PartnerSecurityScore-help.xml',
  'en-US/PartnerSecurityScore.Types.dll-Help.xml',
  'en-US/about_PartnerSecurityScore.help.txt',
  'en-US/about_PartnerSecurityScore_Errors.help.txt',
  'en-US/about_PartnerSecurityScore_SignIn.help.txt',
  'en-US/about_PartnerSecurityScore_Tenants.help.txt',
];

/** The contents of files, keyed by path. */
type Files = ReadonlyMap<string, Buffer>;

/** Returns a sentence for each fault in a platform's packages that can be detected on any platform. */
export function packageFaults(platform: Platform, packages: Packages): string[] {
  const place = `${moduleName}/${versionNumber}/`;
  const inZip = unzip(readFileSync(packages.zip));
  const complete = new Map([...inZip].map(([name, { bytes }]) => [name.replace(place, ''), bytes()]));
  const inNupkg = unzip(readFileSync(packages.nupkg));
  const program = modulePart(inNupkg);
  const native = [aheadName(platform), backendName(platform)];
  const faults = [
    ...[...inZip.keys()]
      .filter((name) => !name.startsWith(place))
      .map((name) => `${name} is outside of ${place}.`),
    ...moduleFaults(moduleName, complete, [...always, notices, ...native]),
    ...moduleFaults(programModule(platform), program, [
      ...ofEach,
      `${programModule(platform)}.psd1`,
      notices,
      ...native.map(placeOf),
    ]),
  ];
  if (faults.length > 0) {
    return faults;
  }
  return [
    ...contentFaults(platform, complete),
    ...sbomFaults(platform, complete, complete.get(backendName(platform))),
    ...sbomFaults(platform, program, complete.get(backendName(platform))),
    ...native
      .filter((name) => !program.get(placeOf(name))?.equals(complete.get(name) ?? Buffer.of()))
      .map((name) => `${name} is not the same in the nupkg.`),
    ...modeFaults(inZip),
    ...modeFaults(inNupkg),
  ];
}

/**
 * Returns a sentence for each fault in the package that all platforms share.
 *
 * @param nupkg The path of the package.
 * @param archives The paths of the archives with the complete modules.
 */
export function mainFaults(nupkg: string, archives: readonly string[]): string[] {
  const files = unzip(readFileSync(nupkg));
  const main = modulePart(files);
  const own = always.filter((name) => ![...ofEach, `${moduleName}.psd1`].includes(name));
  return [
    ...moduleFaults(moduleName, main, always),
    ...modeFaults(files),
    ...archives.flatMap((archive) => {
      const complete = unzip(readFileSync(archive));
      return own
        .filter(
          (name) =>
            !complete
              .get(`${moduleName}/${versionNumber}/${name}`)
              ?.bytes()
              .equals(main.get(name) ?? Buffer.of()),
        )
        .map((name) => `${name} is not the same in ${path.basename(archive)}.`);
    }),
  ];
}

/** Returns the module's files without the metadata for the repository. */
function modulePart(files: ReturnType<typeof unzip>): Files {
  const parts = /\.nuspec$|\.psmdcp$|^_rels\/|^\[Content_Types\]\.xml$/;
  return new Map(
    [...files].flatMap(([name, { bytes }]) => (parts.test(name) ? [] : [[name, bytes()] as const])),
  );
}

function moduleFaults(name: string, files: Files, names: readonly string[]): string[] {
  const there = [...files.keys()].sort();
  const expected = [...names].sort();
  if (expected.join() !== there.join()) {
    return [`The files of ${name} are ${there.join(', ')}, not ${expected.join(', ')}.`];
  }
  const list = files.get(CHECKSUMS)?.toString() ?? '';
  const hashes = new Map(
    Array.from(list.matchAll(/^(\w{64}) {2}(.+)\n/gm), ([, hash, file = '']) => [file, hash]),
  );
  return [...files]
    .filter(([file, bytes]) => file !== CHECKSUMS && sha256(bytes) !== hashes.get(file))
    .map(([file]) => `${CHECKSUMS} does not match ${file}.`);
}

function contentFaults(platform: Platform, files: Files): string[] {
  const bytesOf = (name: string) => files.get(name) ?? Buffer.of();
  const backend = bytesOf(backendName(platform));
  const program = path.posix.basename(backendName(platform));
  const faults = [
    [program, programFault(backend, platform)],
    [program, platform.os === 'osx' ? signatureFault(backend) : undefined],
    [program, backend.includes(paths.root) ? 'names the folder that it was built in' : undefined],
    [program, backend.includes(ownText) ? undefined : "does not contain the backend's code"],
    [aheadName(platform), assemblyFault(bytesOf(aheadName(platform)), platform)],
  ] as const;
  return faults.flatMap(([name, fault]) => (fault === undefined ? [] : [`${name} ${fault}.`]));
}

function sbomFaults(platform: Platform, files: Files, backend: Buffer = Buffer.of()): string[] {
  const text = files.get('sbom.cdx.json')?.toString() ?? '';
  return [
    ...(text.includes(sha256(backend)) ? [] : ['The bill of materials names another backend.']),
    ...(text.includes(platform.runtimePackage.replace('@', '%40'))
      ? []
      : ['The bill of materials names another runtime.']),
  ];
}

function modeFaults(files: ReturnType<typeof unzip>): string[] {
  return [...files]
    .filter(([name, { mode }]) => mode !== modeOf(name))
    .map(([name, { mode }]) => `${name} has the mode ${mode.toString(8)}, not ${modeOf(name).toString(8)}.`);
}
