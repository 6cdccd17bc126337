import { readFileSync } from 'node:fs';
import path from 'node:path';
import pkg from '../package.json' with { type: 'json' };
import { type Addresses, addresses } from './addresses.ts';
import { type BundledPackage, bundledPackages } from './bundle.ts';
import { fileHash } from './fileHash.ts';
import { paths } from './paths.ts';
import { backendName, type ModuleBuild, moduleName, programModule } from './platforms.ts';

/** A package's entry in the lock file. */
interface LockEntry {
  version?: string;
  license?: string;
  integrity?: string;
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
  /** The optional peer dependencies, keyed by name. */
  peerDependenciesMeta?: Record<string, object>;
}

interface Component {
  type: 'application' | 'library' | 'platform';
  'bom-ref': string;
  name: string;
  version: string;
  licenses: { license: { id: string } }[];
  hashes?: { alg: 'SHA-256' | 'SHA-512'; content: string }[];
  purl?: string;
  externalReferences?: {
    type: 'license' | 'website' | 'vcs' | 'issue-tracker';
    url: string;
    comment?: string;
  }[];
}

type Lock = Readonly<Record<string, LockEntry>>;

/** The parts of the module that a bill of materials covers: all, the shared ones, or the platform-specific ones. */
export type SbomScope = 'complete' | 'main' | 'program';

/**
 * Returns the bill of materials of a built module, in CycloneDX 1.6 JSON. It contains no timestamp or serial number, so
 * that the same build results in the same file.
 */
export function sbom(
  { platform, folder, bundleFacts }: ModuleBuild,
  scope: SbomScope = 'complete',
  given: Addresses = addresses,
): string {
  const { packages: lock }: { packages: Lock } = JSON.parse(
    readFileSync(path.join(paths.root, 'package-lock.json'), 'utf8'),
  );
  const bundled = bundledPackages(bundleFacts);
  const module = own(scope === 'program' ? programModule(platform) : moduleName, 'application');
  const inFolder = (name: string) => path.join(folder, name);
  const types = own('PartnerSecurityScore.Types', 'library', inFolder('PartnerSecurityScore.Types.dll'));
  const start = own('PartnerSecurityScore.Loader', 'library', inFolder('PartnerSecurityScore.Loader.dll'));
  const backend = own('partner-security-score-backend', 'application', inFolder(backendName(platform)));
  const bun = runtime(platform.runtimePackage, lock);
  const roots = Object.keys(pkg.dependencies).map((name) => `node_modules/${name}`);
  const refOf = new Map(bundled.map((each) => [each.key, purl(each)]));
  const refs = (keys: readonly string[]) => keys.flatMap((key) => refOf.get(key) ?? []).sort();
  const hasAssemblies = scope !== 'program';
  const hasBackend = scope !== 'main';
  const document = {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: { lifecycles: [{ phase: 'build' }], component: { ...module, ...references(given) } },
    components: [
      ...(hasAssemblies ? [start, types] : []),
      ...(hasBackend ? [backend, bun, ...bundled.map((each) => component(each, lock))] : []),
    ],
    dependencies: [
      {
        ref: module['bom-ref'],
        dependsOn: [
          ...(hasAssemblies ? [start['bom-ref'], types['bom-ref']] : []),
          ...(hasBackend ? [backend['bom-ref']] : []),
        ],
      },
      ...(hasAssemblies
        ? [{ ref: start['bom-ref'], dependsOn: [types['bom-ref']] }, { ref: types['bom-ref'] }]
        : []),
      ...(hasBackend
        ? [
            { ref: backend['bom-ref'], dependsOn: [bun['bom-ref'], ...refs(roots)] },
            { ref: bun['bom-ref'] },
            ...bundled.map((each) => ({ ref: purl(each), dependsOn: refs(dependenciesOf(each.key, lock)) })),
          ]
        : []),
    ],
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function own(name: string, type: Component['type'], file?: string): Component {
  return {
    type,
    'bom-ref': name,
    name,
    version: pkg.version,
    licenses: [{ license: { id: pkg.license } }],
    ...(file !== undefined && { hashes: [{ alg: 'SHA-256', content: fileHash(file) }] }),
  };
}

function references({ homepage, repository, bugs }: Addresses): Pick<Component, 'externalReferences'> {
  const all = [
    { type: 'website', url: homepage },
    { type: 'vcs', url: repository },
    { type: 'issue-tracker', url: bugs },
  ] as const;
  const given = all.flatMap(({ type, url }) => (url === undefined ? [] : [{ type, url }]));
  return given.length === 0 ? {} : { externalReferences: given };
}

/**
 * Returns the component for Bun on the target platform. The package need not be installed: the lock file lists all
 * platforms.
 */
function runtime(name: string, lock: Lock): Component {
  const key = `node_modules/${name}`;
  const { version = '', license = '' } = lock[key] ?? {};
  const comment = 'Names the libraries that Bun links, with their licences; JavaScriptCore (LGPL-2) is one.';
  return {
    ...component({ key, name, version, license }, lock),
    type: 'platform',
    externalReferences: [{ type: 'license', url: 'https://bun.com/docs/project/license', comment }],
  };
}

function component(bundled: BundledPackage, lock: Lock): Component {
  const { name, version, license } = bundled;
  return {
    type: 'library',
    'bom-ref': purl(bundled),
    name,
    version,
    licenses: [{ license: { id: license } }],
    hashes: [{ alg: 'SHA-512', content: sha512In(lock[bundled.key]?.integrity) }],
    purl: purl(bundled),
  };
}

function purl({ name, version }: BundledPackage): string {
  return `pkg:npm/${name.replace('@', '%40')}@${version}`;
}

/**
 * Returns the SHA-512 of the published package in hexadecimal.
 *
 * @throws {Error} The lock file contains no SHA-512.
 */
function sha512In(integrity: string | undefined): string {
  const [, base64] = /^sha512-([\w+/]+=*)$/.exec(integrity ?? '') ?? [];
  if (base64 === undefined) {
    throw new Error(`The lock file has ${integrity} instead of a SHA-512.`);
  }
  return Buffer.from(base64, 'base64').toString('hex');
}

/**
 * Returns the lock file's keys of a package's dependencies. Each dependency is looked up in the package's own folder,
 * then in the folders above. A dependency that the lock file does not contain gets the key that a package in the root
 * folder would have.
 */
function dependenciesOf(key: string, lock: Lock): string[] {
  const { dependencies, optionalDependencies, peerDependencies, peerDependenciesMeta } = lock[key] ?? {};
  const wanted = { ...dependencies, ...optionalDependencies, ...peerDependencies, ...peerDependenciesMeta };
  return Object.keys(wanted).flatMap((name) => {
    for (let above = key; ; above = above.replace(/(?:^|\/)node_modules\/(?:@[^/]+\/)?[^/]+$/, '')) {
      const candidate = above === '' ? `node_modules/${name}` : `${above}/node_modules/${name}`;
      if (candidate in lock || above === '') {
        return candidate;
      }
    }
  });
}
