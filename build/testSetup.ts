import { signingToolFault } from './release/osslsigncode.ts';
import { canInstall, lackingPrograms, type SystemProgram } from './systemPrograms.ts';

/** Suites that take programs of the system. */
interface Need {
  suites: readonly string[];
  programs: readonly SystemProgram[];
  /** Why a program that is there won't do; undefined where it does. */
  fault?: () => string | undefined;
}

/** The programs that stand in for a Linux desktop which keeps secrets, and for a Kerberos realm, and the one that signs. */
export const needs: readonly Need[] = [
  {
    suites: [
      'test/module/signIn/kept.test.ts',
      'test/module/signIn/keptEntry.linux.test.ts',
      'test/module/signIn/notKept.linux.test.ts',
    ],
    programs: [
      ['dbus-daemon', 'dbus'],
      ['dbus-send', 'dbus'],
      ['gnome-keyring-daemon', 'gnome-keyring'],
      // It brings the library libsecret along, which the backend itself needs.
      ['secret-tool', 'libsecret-tools'],
    ],
  },
  {
    suites: ['test/module/proxyUser.test.ts'],
    programs: [
      ['krb5kdc', 'krb5-kdc'],
      ['kdb5_util', 'krb5-kdc'],
      ['kadmin.local', 'krb5-admin-server'],
      // It brings the library along which .NET makes and checks tickets with.
      ['kinit', 'krb5-user'],
    ],
  },
  {
    suites: ['test/release/signing.linux.test.ts'],
    programs: [['osslsigncode', 'osslsigncode']],
    fault: signingToolFault,
  },
];

/** What the tests need of the system, after an attempt to install it. */
interface TestSetup {
  /** False if a program is missing although it could have been installed. */
  isComplete: boolean;
  /** The suites that can't run here. */
  skipped: string[];
}

/** @param wanted Parts of paths: the suites that are to run, all if there is none. */
export function testSetup(wanted: readonly string[]): TestSetup {
  const setup: TestSetup = { isComplete: true, skipped: [] };
  // Windows and macOS have a store for secrets of their own.
  for (const { suites, programs, fault } of process.platform === 'linux' ? needs : []) {
    const chosen = suites.filter(
      (suite) => wanted.length === 0 || wanted.some((part) => suite.includes(part)),
    );
    const lacking = chosen.length > 0 ? lackingPrograms(programs) : [];
    if (lacking.length > 0 && canInstall) {
      console.error(`The tests need ${lacking.join(', ')}, which could not be installed.`);
      setup.isComplete = false;
      continue;
    }
    const reason = lacking.length > 0 ? `it needs ${lacking.join(', ')}.` : chosen.length > 0 && fault?.();
    if (reason) {
      setup.skipped.push(...chosen);
      console.log(chosen.map((suite) => `Skipped: ${suite}: ${reason}`).join('\n'));
    }
  }
  return setup;
}
