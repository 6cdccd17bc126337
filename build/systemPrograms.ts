import { spawnSync } from 'node:child_process';
import { run } from './run.ts';

/** A program of the system, and the Debian packages that it needs. */
export type SystemProgram = readonly [program: string, ...debianPackages: string[]];

/** Whether programs of the system can be installed here. */
export const canInstall = process.getuid?.() === 0 && exists('apt-get');

/** Installs the missing programs if possible, and names the package of each program that is still missing. */
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
