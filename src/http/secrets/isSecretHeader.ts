// The client hides these by name as well: Redaction.cs has the same words.

/** What the names of headers with secrets have in them. A skiptoken is only a position in a list. */
const longWord =
  /authorization|cookie|credential|pass(?:phrase|wd|word|code)|pwd|secret|assertion|signature|connection[-_ ]?string|(?<!(?:skip|delta|continuation)[-_]?)token/i;

/** What they end with, in part as a word of its own: userOtp, but no design. */
const ending = /(?:auth|key|(?<![a-z])(?:jwt|bearer|otp|sig|pass))$/i;

/** Whether a header's name says that its value is secret, such as X-Api-Key. */
export function isSecretHeader(name: string): boolean {
  return longWord.test(name) || ending.test(name.replace(/(?<=[a-z])(?=[A-Z])/g, '-'));
}
