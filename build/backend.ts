import { paths } from './paths.ts';
import { runOrExit } from './run.ts';

/** Compiles the backend into one native binary that reads no configuration of the folder it is started in. */
export function buildBackend(): void {
  runOrExit('bun', [
    'build',
    '--compile',
    '--bytecode',
    '--minify',
    '--no-compile-autoload-dotenv',
    '--no-compile-autoload-bunfig',
    `--metafile=${paths.bundleFacts}`,
    '--outfile',
    paths.backend,
    paths.backendEntry,
  ]);
}
