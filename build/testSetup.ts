import { spawnSync } from 'node:child_process';
import { run } from './run.ts';

/**
 * The programs that stand in for a Linux desktop which keeps secrets, and for a Kerberos realm; and the Debian packages
 * they are in.
 */
const programs: readonly (readonly [program: string, debianPackage: string])[] = [
  ['dbus-daemon', 'dbus'],
  ['dbus-send', 'dbus'],
  ['gnome-keyring-daemon', 'gnome-keyring'],
  // It brings the library libsecret along, which the backend itself needs.
  ['secret-tool', 'libsecret-tools'],
  ['krb5kdc', 'krb5-kdc'],
  ['kdb5_util', 'krb5-kdc'],
  ['kadmin.local', 'krb5-admin-server'],
  // It brings the library along which .NET makes and checks tickets with.
  ['kinit', 'krb5-user'],
];

/** Installs what the tests need of the system where that is possible; false where something is missing. */
export function ensureTestPrograms(): boolean {
  if (process.platform !== 'linux') {
    // Windows and macOS have a store for secrets of their own.
    return true;
  }
  const needed = missing();
  if (needed.length > 0 && process.getuid?.() === 0 && exists('apt-get')) {
    install([...new Set(needed.map(([, name]) => name))]);
  }
  const lacking = missing();
  for (const [program, name] of lacking) {
    console.error(
      `The tests need ${program}: install the package that has it (Debian and Ubuntu: apt-get install ${name}), then try again.`,
    );
  }
  return lacking.length === 0;
}

function missing(): typeof programs {
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
