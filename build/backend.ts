import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { compileProgram } from './compileProgram.ts';
import { paths } from './paths.ts';
import { backendName, type ModuleBuild } from './platforms.ts';
import { signed } from './sign.ts';

/**
 * Compiles the backend into the module's folder, and writes the bundler's metafile. A binary for macOS is also signed.
 *
 * @param runtime The path of the Bun executable for the build's platform. The default is the Bun that runs this build,
 * which is only for the platform of this machine.
 */
export async function buildBackend(build: ModuleBuild, runtime?: string): Promise<void> {
  const { platform, folder, bundleFacts } = build;
  const file = path.join(folder, backendName(platform));
  mkdirSync(path.dirname(bundleFacts), { recursive: true });
  writeFileSync(bundleFacts, await compileProgram({ source: paths.backendEntry, file, platform, runtime }));
  if (platform.os === 'osx') {
    writeFileSync(file, signed(readFileSync(file), platform.arch));
  }
}
