/** What the names of headers with secrets have in them, or end with. The client hides these by name, in Redaction.cs. */
const secretName =
  /authorization|cookie|credential|passphrase|passwd|password|pwd|secret|assertion|signature|token|(?:auth|key)$/i;

/** Whether a header's name says that its value is secret, such as X-Api-Key. */
export function isSecretHeader(name: string): boolean {
  return secretName.test(name);
}
