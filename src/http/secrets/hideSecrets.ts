import { type PlainText, plainText } from './plainText.ts';

/** The replacement for a secret. */
const HIDDEN = '***';

/** The minimum length of a secret, in characters. Shorter texts occur in ordinary words. */
const SHORTEST = 4;

const BLANK = 0x20;
const EQUALS = 0x3d;

/**
 * Returns the text with all secrets hidden. A secret is also found if it is encoded by itself in base64, and
 * with any number of nested percent-encodings and JSON escapes. The time is linear in the length of the text.
 * @param shortest The minimum length of a secret, in characters. Shorter ones are not hidden.
 */
export function hideSecrets(text: string, secrets: Iterable<string>, shortest = SHORTEST): string {
  const known = new Set([...secrets].filter((secret) => secret.length >= shortest));
  if (known.size === 0 || text === '') {
    return text;
  }
  // One flag for each character, because secrets can overlap or contain one another.
  const isSecret = new Uint8Array(text.length);
  const plain = plainText(text);
  for (const secret of known) {
    for (let at = text.indexOf(secret); at >= 0; at = text.indexOf(secret, at + secret.length)) {
      isSecret.fill(1, at, at + secret.length);
    }
    markIn(plain, plainText(secret).bytes, isSecret);
    const bytes = Buffer.from(secret);
    for (const encoded of new Set([
      bytes.toString('base64').replace(/=+$/, ''),
      bytes.toString('base64url'),
    ])) {
      markIn(plain, plainText(encoded).bytes, isSecret, 2);
    }
  }
  return withoutMarked(text, isSecret);
}

/** @param padding The maximum number of trailing equals signs that are part of a secret. */
function markIn(
  { bytes, starts, ends }: PlainText,
  wanted: Uint8Array,
  isSecret: Uint8Array,
  padding = 0,
): void {
  if (wanted.filter((byte) => byte !== BLANK).length < SHORTEST) {
    // After decoding, a secret that consists mostly of escapes or white space is too short to search for.
    return;
  }
  for (let at = bytes.indexOf(wanted); at >= 0; at = bytes.indexOf(wanted, at + wanted.length)) {
    let last = at + wanted.length - 1;
    for (let more = padding; more > 0 && bytes[last + 1] === EQUALS; more -= 1) {
      last += 1;
    }
    isSecret.fill(1, starts[at], ends[last]);
  }
}

function withoutMarked(text: string, isSecret: Uint8Array): string {
  let result = '';
  let from = 0;
  for (let start = isSecret.indexOf(1); start >= 0; start = isSecret.indexOf(1, from)) {
    const end = isSecret.indexOf(0, start);
    result += text.slice(from, start) + HIDDEN;
    from = end < 0 ? text.length : end;
  }
  return result + text.slice(from);
}
