import { spawnSync } from 'node:child_process';
import { run } from './run.ts';

/** A system program, followed by the Debian packages that it requires. */
export type SystemProgram = readonly [program: string, ...debianPackages: string[]];

/** Whether this process can install Debian packages. */
export const canInstall = process.getuid?.() === 0 && exists('apt-get');

/** Installs missing programs if possible. Returns a text for each program that is still missing, with its packages. */
export function lackingPrograms(programs: readonly SystemProgram[]): string[] {
  const needed = missing(programs);
  if (needed.length > 0 && canInstall) {
    install([...new Set(needed.flatMap(([, ...packages]) => packages))]);
  }
  return missing(programs).map(
    ([program, ...packages]) => `${program} (Debian and Ubuntu: apt-get install ${packages.join(' ')})`,
  );
}

function missing(programs: readonly SystemProgram[]): readonly SystemProgram[] {
  return programs.filter(([program]) => !exists(program));
}

function exists(program: string): boolean {
  // The folders of service programs are not on every user's PATH.
  const env = { ...process.env, PATH: `${process.env['PATH']}:/usr/sbin:/sbin` };
  return spawnSync(program, ['--version'], { stdio: 'ignore', env }).error === undefined;
}

function install(packages: readonly string[]): void {
  const apt = ['DEBIAN_FRONTEND=noninteractive', 'apt-get', '-qq'];
  if (run('env', [...apt, 'update'])) {
    run('env', [...apt, 'install', '--yes', '--no-install-recommends', ...packages]);
  }
}
