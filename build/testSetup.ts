import { signingToolFault } from './release/osslsigncode.ts';
import { canInstall, lackingPrograms, type SystemProgram } from './systemPrograms.ts';

/** Test suites that require system programs. */
interface Need {
  suites: readonly string[];
  programs: readonly SystemProgram[];
  /** Returns the reason why an installed program cannot be used; `undefined` when it can. */
  fault?: () => string | undefined;
}

/** The suites that require a Linux desktop's keyring, a Kerberos realm, or code signing, with the programs for them. */
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
      // libsecret-tools depends on the library libsecret, which the backend requires.
      ['secret-tool', 'libsecret-tools'],
    ],
  },
  {
    suites: ['test/module/proxyUser.test.ts'],
    programs: [
      ['krb5kdc', 'krb5-kdc'],
      ['kdb5_util', 'krb5-kdc'],
      ['kadmin.local', 'krb5-admin-server'],
      // krb5-user depends on the Kerberos library that .NET uses.
      ['kinit', 'krb5-user'],
    ],
  },
  {
    suites: ['test/release/signing.linux.test.ts'],
    programs: [['osslsigncode', 'osslsigncode']],
    fault: signingToolFault,
  },
];

/** The result of the test setup. */
interface TestSetup {
  /** `false` when a program is missing even though packages can be installed. */
  isComplete: boolean;
  /** The suites that cannot run on this machine. */
  skipped: string[];
}

/**
 * Installs the programs that the test suites require, if this process can, and reports the missing ones.
 *
 * @param wanted Substrings of the paths of the suites to run; empty for all suites.
 */
export function testSetup(wanted: readonly string[]): TestSetup {
  const setup: TestSetup = { isComplete: true, skipped: [] };
  // Windows and macOS have their own stores for secrets. The tests of Kerberos and signing run only on Linux.
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
