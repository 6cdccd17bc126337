/** Tests that pass on Windows and cannot pass under Wine 8. */
interface NotUnderWine {
  file: string;
  /** The beginnings of the full test names. */
  tests: readonly string[];
  reason: string;
}

const noPrivateKeys = "Wine's bcrypt cannot import RSA private keys.";
const noRefusal = 'Under Wine, Bun reports a refused connection as one that was established and then reset.';

export const notUnderWine: readonly NotUnderWine[] = [
  {
    file: 'test/module/signIn/application.test.ts',
    tests: [
      'a certificate given as ',
      'a certificate goes along with its chain',
      'a certificate never gives its key to the backend',
      'a certificate may be disposed of by the caller',
      'a certificate signs nothing more for a session that was signed out',
      'a certificate is refused before anything is sent: ',
      'a certificate that has expired is refused before anything is sent',
      'a certificate that is not valid yet is refused before anything is sent',
      'a certificate with a key that is not RSA',
      'environment variables with a PFX file sign in',
      'environment variables with an encrypted PEM key and the chain sign in',
      'environment variables are refused before a token is asked for: a PFX with a wrong password',
    ],
    reason: noPrivateKeys,
  },
  {
    file: 'test/module/signIn/failures.test.ts',
    tests: [
      'a sign-in that the service refuses says what to do, with its code and correlation id a certificate that',
      'a sign-in that the service refuses says what to do, with its code and correlation id a clock that',
    ],
    reason: noPrivateKeys,
  },
  {
    file: 'test/module/signIn/failures.test.ts',
    tests: ['a sign-in service that cannot be reached is named, with the reason and what to check'],
    reason: noRefusal,
  },
  {
    file: 'test/module/signIn/failures.test.ts',
    tests: ['a sign-in service that cannot be reached trusts what is in ~/ca.pem'],
    reason: 'Under Wine, every program has the same home folder, regardless of its environment variables.',
  },
  {
    file: 'test/module/signIn/certificateChain.test.ts',
    tests: ['an issuer that is not on this computer is not downloaded', 'issuers come from '],
    reason: noPrivateKeys,
  },
  {
    file: 'test/module/errorMembers.test.ts',
    tests: [
      'the README\'s catch block works under strict mode [answers.error-members] on a redirect with 307 to "http://127.0.0.1:1/"',
      "the README's catch block works under strict mode [answers.error-members] on a connection that is refused",
    ],
    reason: noRefusal,
  },
  {
    file: 'test/module/answers.test.ts',
    tests: ['a request without an answer that was refused says so [answers.refused]'],
    reason: noRefusal,
  },
  {
    file: 'test/module/signIn/proxy.test.ts',
    tests: ['without these variables, requests for tokens never go direct when -Proxy cannot be reached'],
    reason: noRefusal,
  },
  {
    file: 'test/module/stop.test.ts',
    tests: ['a command can be stopped while the backend is still starting'],
    reason: 'Wine has no sort.exe or similar program, which reads all input before it writes output.',
  },
];
