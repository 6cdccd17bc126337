import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { compileProgram } from './compileProgram.ts';
import { paths } from './paths.ts';
import { backendName, type ModuleBuild } from './platforms.ts';
import { signed } from './sign.ts';

/**
 * Compiles the backend. The output is reproducible if the file name stays the same, because the binary contains that
 * name.
 *
 * @param runtime The Bun executable for the target platform. Passing it prevents Bun from downloading one. The default
 * is the installed Bun.
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
