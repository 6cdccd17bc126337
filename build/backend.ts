import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { compileOptions } from './compileOptions.ts';
import { paths } from './paths.ts';
import { backendName, type ModuleBuild } from './platforms.ts';
import { runOrExit } from './run.ts';
import { signed } from './sign.ts';

/**
 * Compiles the backend. The output is reproducible if the file name stays the same, because the binary contains that
 * name.
 *
 * @param runtime The Bun executable for the target platform. Passing it prevents Bun from downloading one. The default
 * is the installed Bun.
 */
export function buildBackend({ platform, folder, bundleFacts }: ModuleBuild, runtime?: string): void {
  const file = path.join(folder, backendName(platform));
  runOrExit('bun', [
    'build',
    ...compileOptions(platform.os),
    ...(runtime === undefined
      ? []
      : [`--target=${platform.bunTarget}`, `--compile-executable-path=${runtime}`]),
    `--metafile=${bundleFacts}`,
    '--outfile',
    file,
    paths.backendEntry,
  ]);
  if (platform.os === 'osx' && platform.arch === 'x64') {
    writeFileSync(file, signed(readFileSync(file)));
  }
}
