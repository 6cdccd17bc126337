import { type PlainText, plainText } from './plainText.ts';

/** What stands in a secret's place. */
const HIDDEN = '***';

/** Shorter texts are parts of ordinary words. */
const SHORTEST = 4;

const BLANK = 0x20;
const EQUALS = 0x3d;

/**
 * The text without these secrets, should it repeat one: as it is, in base64, and each of these percent-encoded or escaped
 * as in JSON, however often. The time is linear in the text.
 * @param shortest Characters that a secret must have.
 */
export function hideSecrets(text: string, secrets: Iterable<string>, shortest = SHORTEST): string {
  const known = new Set([...secrets].filter((secret) => secret.length >= shortest));
  if (known.size === 0 || text === '') {
    return text;
  }
  // A bit for each character: those of secrets overlap, and one may be a part of another.
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

/** @param padding The number of equals signs that follow a secret and belong to it. */
function markIn(
  { bytes, starts, ends }: PlainText,
  wanted: Uint8Array,
  isSecret: Uint8Array,
  padding = 0,
): void {
  if (wanted.filter((byte) => byte !== BLANK).length < SHORTEST) {
    // Little is left of a secret that is made of escapes.
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
