import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { compileOptions } from './compileOptions.ts';
import { paths } from './paths.ts';
import { backendName, type ModuleBuild } from './platforms.ts';
import { runOrExit } from './run.ts';
import { signed } from './sign.ts';

/**
 * Compiles the backend. The same source gives the same bytes, as long as the file's name is the same: the binary holds
 * it.
 *
 * @param runtime Bun for the build's platform, where that is not the one that is installed here. Bun gets none by itself.
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
