/** What stands in a secret's place. */
const HIDDEN = '***';

/** Shorter texts are parts of ordinary words. */
const SHORTEST = 4;

/** JSON inside of JSON has more of them; their number is bounded, so that no text takes long. */
const BACKSLASHES = '\\\\{0,7}';

/**
 * The text without these secrets, should it repeat one: as it is, percent-encoded, escaped as in JSON, or in base64.
 * @param shortest Characters that a secret must have.
 */
export function hideSecrets(text: string, secrets: Iterable<string>, shortest = SHORTEST): string {
  const patterns = [...new Set(secrets)]
    .filter((secret) => secret.length >= shortest)
    // One may be a part of another.
    .sort((one, other) => other.length - one.length)
    .flatMap(patternsOf);
  return patterns.length === 0 ? text : text.replace(new RegExp(patterns.join('|'), 'g'), HIDDEN);
}

function patternsOf(secret: string): string[] {
  const bytes = Buffer.from(secret);
  const encoded = [bytes.toString('base64').replace(/=+$/, ''), bytes.toString('base64url')];
  return [patternOf(secret), ...encoded.map((text) => `${patternOf(text)}${characterPattern('=')}{0,2}`)];
}

function patternOf(text: string): string {
  return Array.from(text, characterPattern).join('');
}

/** One character, however it is written in URLs and JSON. */
function characterPattern(character: string): string {
  if (/[\w~-]/.test(character)) {
    return character;
  }
  const percent = Array.from(
    Buffer.from(character),
    (byte) => `%${anyCase(byte.toString(16).padStart(2, '0'))}`,
  );
  const unicode = Array.from(
    { length: character.length },
    (_, index) => `${BACKSLASHES}\\\\u${anyCase(character.charCodeAt(index).toString(16).padStart(4, '0'))}`,
  );
  const bare = /\s/.test(character)
    ? `[\\s+]|${BACKSLASHES}\\\\[nrt]`
    : `${BACKSLASHES}${character.replace(/[^\p{L}\p{N}]/gu, '\\$&')}`;
  return `(?:${bare}|${percent.join('')}|${unicode.join('')})`;
}

function anyCase(digits: string): string {
  return digits.replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`);
}
