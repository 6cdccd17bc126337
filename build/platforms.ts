import { existsSync } from 'node:fs';
import path from 'node:path';
import { paths } from './paths.ts';

export const moduleName = 'PartnerSecurityScore';

/** The name of the system in .NET. */
export const systems = ['win', 'linux', 'osx'] as const;

/** A system and processor that the module is packed for. */
export interface Platform {
  /** As .NET names it; the package's name has it. */
  name: string;
  os: (typeof systems)[number];
  arch: 'x64' | 'arm64';
  /** The name of the target in Bun. */
  bunTarget: string;
  /** The npm package with Bun's runtime for it. */
  runtimePackage: string;
}

/** A module's folder while it is made, and what is known of it. */
export interface ModuleBuild {
  platform: Platform;
  folder: string;
  /** What the bundler says of the files in the backend. */
  bundleFacts: string;
}

export const platforms: readonly Platform[] = [
  platform('win-x64', 'windows-x64'),
  platform('win-arm64', 'windows-aarch64'),
  platform('linux-x64', 'linux-x64'),
  platform('linux-arm64', 'linux-aarch64'),
  platform('linux-musl-x64', 'linux-x64-musl'),
  platform('linux-musl-arm64', 'linux-aarch64-musl'),
  platform('osx-x64', 'darwin-x64'),
  platform('osx-arm64', 'darwin-aarch64'),
];

/** @throws {Error} There is no Bun for this system and processor. */
export function hostPlatform(): Platform {
  const os = { win32: 'win', darwin: 'osx', linux: 'linux' }[process.platform as string];
  const host = platforms.find(
    (each) =>
      each.os === os &&
      each.arch === process.arch &&
      // npm has installed the runtime for this system's C library alone.
      existsSync(path.join(paths.root, 'node_modules', each.runtimePackage)),
  );
  if (host === undefined) {
    throw new Error(`There is no runtime for ${process.platform} on ${process.arch} in node_modules.`);
  }
  return host;
}

/** What `npm run build` makes. */
export function hostBuild(): ModuleBuild {
  return { platform: hostPlatform(), folder: paths.dist, bundleFacts: paths.bundleFacts };
}

/** The path of the backend in the module, with slashes. */
export function backendName({ os }: Platform): string {
  return `bin/partner-security-score-backend${os === 'win' ? '.exe' : ''}`;
}

/** The module that brings the backend for a platform, where the gallery has them apart. */
export function programModule({ name }: Platform): string {
  return `${moduleName}.${name}`;
}

/** Whether a file of a module, with slashes, is for its platform alone. */
export function isNative(name: string): boolean {
  return /^(bin|ahead)\//.test(name);
}

/** The place in the module of the types assembly that is compiled ahead, with slashes. */
export function aheadName({ os, arch }: Platform): string {
  return `ahead/${os}-${arch}/${path.basename(paths.typesAssembly)}`;
}

function platform(name: string, bun: string): Platform {
  const [os = '', arch = ''] = name.replace('-musl', '').split('-');
  return {
    name,
    os: os as Platform['os'],
    arch: arch as Platform['arch'],
    bunTarget: `bun-${bun.replace('aarch64', 'arm64')}`,
    runtimePackage: `@oven/bun-${bun}`,
  };
}
