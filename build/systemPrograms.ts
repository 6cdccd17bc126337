import { spawnSync } from 'node:child_process';
import { run } from './run.ts';

/** A program of the system, and the Debian packages that it needs. */
export type SystemProgram = readonly [program: string, ...debianPackages: string[]];

/** Installs what is missing of these where that is possible, says what is missing then; false where something is. */
export function ensurePrograms(programs: readonly SystemProgram[]): boolean {
  const needed = missing(programs);
  if (needed.length > 0 && process.getuid?.() === 0 && exists('apt-get')) {
    install([...new Set(needed.flatMap(([, ...packages]) => packages))]);
  }
  const lacking = missing(programs);
  for (const [program, ...packages] of lacking) {
    console.error(
      `The tests need ${program}: install the package that has it (Debian and Ubuntu: apt-get install ${packages.join(' ')}), then try again.`,
    );
  }
  return lacking.length === 0;
}

function missing(programs: readonly SystemProgram[]): readonly SystemProgram[] {
  return programs.filter(([program]) => !exists(program));
}

function exists(program: string): boolean {
  // Programs of services are not on every user's path.
  const env = { ...process.env, PATH: `${process.env['PATH']}:/usr/sbin:/sbin` };
  return spawnSync(program, ['--version'], { stdio: 'ignore', env }).error === undefined;
}

function install(packages: readonly string[]): void {
  const apt = ['DEBIAN_FRONTEND=noninteractive', 'apt-get', '-qq'];
  if (run('env', [...apt, 'update'])) {
    run('env', [...apt, 'install', '--yes', '--no-install-recommends', ...packages]);
  }
}
