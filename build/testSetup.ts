import { ensurePrograms, type SystemProgram } from './systemPrograms.ts';

/** The programs that stand in for a Linux desktop which keeps secrets, and for a Kerberos realm. */
const programs: readonly SystemProgram[] = [
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
  // Windows and macOS have a store for secrets of their own.
  return process.platform !== 'linux' || ensurePrograms(programs);
}
