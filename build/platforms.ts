import { existsSync } from 'node:fs';
import path from 'node:path';
import { paths } from './paths.ts';

export const moduleName = 'PartnerSecurityScore';

/** The operating systems, by their .NET names. */
export const systems = ['win', 'linux', 'osx'] as const;

/** An operating system and processor that the module supports. */
export interface Platform {
  /** The .NET runtime identifier. Package names contain it. */
  name: string;
  os: (typeof systems)[number];
  arch: 'x64' | 'arm64';
  /** The name of Bun's compilation target. */
  bunTarget: Bun.Build.CompileTarget;
  /** The npm package with Bun's runtime for this platform. */
  runtimePackage: string;
}

/** The platform to build the complete module for, and the paths that the build writes to. */
export interface ModuleBuild {
  platform: Platform;
  folder: string;
  /** The path of the bundler's metafile for the backend. */
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

/**
 * Returns the platform of this machine.
 *
 * @throws {Error} There is no Bun runtime for this operating system and processor in node_modules.
 */
export function hostPlatform(): Platform {
  const os = { win32: 'win', darwin: 'osx', linux: 'linux' }[process.platform as string];
  const host = platforms.find(
    (each) =>
      each.os === os &&
      each.arch === process.arch &&
      // npm installs only the runtime for the C library of this system.
      existsSync(path.join(paths.root, 'node_modules', each.runtimePackage)),
  );
  if (host === undefined) {
    throw new Error(`There is no runtime for ${process.platform} on ${process.arch} in node_modules.`);
  }
  return host;
}

/** Returns the module build of `npm run build`. */
export function hostBuild(): ModuleBuild {
  return { platform: hostPlatform(), folder: paths.dist, bundleFacts: paths.bundleFacts };
}

/** Returns the relative path of the backend in the module, with slashes. */
export function backendName({ os }: Platform): string {
  return `bin/partner-security-score-backend${os === 'win' ? '.exe' : ''}`;
}

/** Returns the name of the module that contains the backend for a platform, as published in a repository. */
export function programModule({ name }: Platform): string {
  return `${moduleName}.${name}`;
}

/**
 * Whether a file of the complete module contains native code.
 *
 * @param name The relative path of the file, with slashes.
 */
export function isNative(name: string): boolean {
  return /^(bin|ahead)\//.test(name);
}

/** Returns the relative path of the ahead-of-time compiled assembly in the module, with slashes. */
export function aheadName({ os, arch }: Platform): string {
  return `ahead/${os}-${arch}/${path.basename(paths.typesAssembly)}`;
}

function platform(name: string, bun: string): Platform {
  const [os = '', arch = ''] = name.replace('-musl', '').split('-');
  return {
    name,
    os: os as Platform['os'],
    arch: arch as Platform['arch'],
    bunTarget: `bun-${bun.replace('aarch64', 'arm64')}` as Bun.Build.CompileTarget,
    runtimePackage: `@oven/bun-${bun}`,
  };
}
