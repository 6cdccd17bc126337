// Redaction.cs contains the same words, because the client also hides headers by name.

/**
 * Words that indicate a secret anywhere in the name of a header. Some tokens are not secrets: a skip, delta
 * or continuation token is only a position in a list.
 */
const longWord =
  /authorization|cookie|credential|pass(?:phrase|wd|word|code)|pwd|secret|assertion|signature|connection[-_ ]?string|(?<!(?:skip|delta|continuation)[-_]?)token/i;

/**
 * Words that indicate a secret at the end of the name of a header. Except for `auth` and `key`, they must be
 * separate words: userOtp matches, but bypass does not.
 */
const ending = /(?:auth|key|(?<![a-z])(?:jwt|bearer|otp|sig|pass))$/i;

/** Returns whether the name of a header, such as X-Api-Key, indicates a secret value. */
export function isSecretHeader(name: string): boolean {
  return longWord.test(name) || ending.test(name.replace(/(?<=[a-z])(?=[A-Z])/g, '-'));
}
