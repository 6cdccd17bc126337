import { readFileSync } from 'node:fs';
import path from 'node:path';
import { assemblyFault, programFault } from './binaryFormat.ts';
import { CHECKSUMS } from './checksums.ts';
import { signatureFault } from './codeSignature.ts';
import { sha256 } from './fileHash.ts';
import { manifestStrings, moduleVersion } from './manifest.ts';
import { moduleName } from './nupkg.ts';
import type { Packages } from './pack.ts';
import { paths } from './paths.ts';
import { aheadName, backendName, type Platform } from './platforms.ts';
import { type UnzippedFile, unzip } from './unzip.ts';

/** A text of the backend's own code: without it there would be the bare runtime alone. */
const ownText = 'graph/send';

/** What a module has on every platform. */
const always = [
  'LICENSE',
  'PartnerSecurityScore.Loader.dll',
  'PartnerSecurityScore.Types.dll',
  'PartnerSecurityScore.format.ps1xml',
  'PartnerSecurityScore.types.ps1xml',
  'PartnerSecurityScore.psd1',
  'PartnerSecurityScore.psm1',
  CHECKSUMS,
  'THIRD-PARTY-NOTICES.md',
  'en-US/PartnerSecurityScore-help.xml',
  'en-US/PartnerSecurityScore.Types.dll-Help.xml',
  'en-US/about_PartnerSecurityScore.help.txt',
  'sbom.cdx.json',
];

/** What is wrong with a platform's packages, as far as it can be told without the platform: a sentence each. */
export function packageFaults(platform: Platform, packages: Packages): string[] {
  const place = `${moduleName}/${moduleVersion}/`;
  const inZip = unzip(readFileSync(packages.zip));
  const inNupkg = unzip(readFileSync(packages.nupkg));
  const files = new Map([...inZip].map(([name, file]) => [name.replace(place, ''), file]));
  const faults = [...inZip.keys()]
    .filter((name) => !name.startsWith(place))
    .map((name) => `${name} is outside of ${place}.`);
  const expected = [...always, aheadName(platform), backendName(platform)].sort();
  if (expected.join() !== [...files.keys()].sort().join()) {
    return [...faults, `The files are ${[...files.keys()].join(', ')}, not ${expected.join(', ')}.`];
  }
  return [
    ...faults,
    ...checksumFaults(files, inNupkg),
    ...contentFaults(platform, files),
    ...modeFaults(platform, files),
    ...modeFaults(platform, inNupkg),
  ];
}

function checksumFaults(files: Map<string, UnzippedFile>, others: Map<string, UnzippedFile>): string[] {
  const list = files.get(CHECKSUMS)?.bytes().toString() ?? '';
  const hashes = new Map(
    Array.from(list.matchAll(/^(\w{64}) {2}(.+)\n/gm), ([, hash, name = '']) => [name, hash]),
  );
  return [...files].flatMap(([name, file]) => {
    const bytes = file.bytes();
    const fits = name === CHECKSUMS || sha256(bytes) === hashes.get(name);
    return [
      ...(fits ? [] : [`${CHECKSUMS} does not fit ${name}.`]),
      ...(others.get(name)?.bytes().equals(bytes) ? [] : [`${name} is another in the nupkg.`]),
    ];
  });
}

function contentFaults(platform: Platform, files: Map<string, UnzippedFile>): string[] {
  const bytesOf = (name: string) => files.get(name)?.bytes() ?? Buffer.of();
  const backend = bytesOf(backendName(platform));
  const manifest = bytesOf(`${moduleName}.psd1`).toString();
  const sbom = bytesOf('sbom.cdx.json').toString();
  const program = path.posix.basename(backendName(platform));
  const faults = [
    [program, programFault(backend, platform)],
    [program, platform.os === 'osx' ? signatureFault(backend) : undefined],
    [program, backend.includes(paths.root) ? 'names the folder that it was built in' : undefined],
    [program, backend.includes(ownText) ? undefined : 'does not hold the backend'],
    [aheadName(platform), assemblyFault(bytesOf(aheadName(platform)), platform)],
    ['The bill of materials', sbom.includes(sha256(backend)) ? undefined : 'names another backend'],
    [
      'The bill of materials',
      sbom.includes(platform.runtimePackage.replace('@', '%40')) ? undefined : 'names another runtime',
    ],
    [
      'The manifest',
      manifestStrings('FileList', manifest).join() === [...files.keys()].sort().join()
        ? undefined
        : 'lists other files',
    ],
  ] as const;
  return faults.flatMap(([name, fault]) => (fault === undefined ? [] : [`${name} ${fault}.`]));
}

function modeFaults(platform: Platform, files: Map<string, UnzippedFile>): string[] {
  return [...files]
    .filter(([name, { mode }]) => mode !== (name === backendName(platform) ? 0o755 : 0o644))
    .map(([name, { mode }]) => `${name} has the mode ${mode.toString(8)}.`);
}
