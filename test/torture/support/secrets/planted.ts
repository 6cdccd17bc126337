/** A secret in a place where it must not be. */
export interface Leak {
  place: string;
  secret: string;
  /** The format in which the secret was found, such as base64. */
  form: string;
}

/** At least 16 letters, digits, and other characters that no encoding for URLs or JSON changes. */
const plainRun = /[\w.~-]{16,}/g;

/**
 * The secrets that tests have planted, and a search for them.
 * A secret is found by each of its plain runs, even if it is truncated, quoted, or escaped. The search covers plain
 * text, base64 at every alignment (as in `user:password`), hexadecimal digits, and UTF-16.
 */
export class Planted {
  readonly #needles = new Map<string, { secret: string; form: string }>();

  /** @param secret The secret's name, for messages. */
  add(secret: string, value: string): void {
    const runs = value.match(plainRun) ?? [];
    if (runs.length === 0) {
      throw new Error(`The secret ${secret} has no part that can be told from other text.`);
    }
    for (const run of runs) {
      for (const [form, needle] of formsOf(run)) {
        this.#needles.set(needle, { secret, form });
      }
    }
  }

  get size(): number {
    return new Set([...this.#needles.values()].map(({ secret }) => secret)).size;
  }

  /** @param text Text, or bytes decoded as Latin-1. */
  find(place: string, text: string): Leak[] {
    const leaks: Leak[] = [];
    for (const [needle, found] of this.#needles) {
      if (text.includes(needle)) {
        leaks.push({ place, ...found });
      }
    }
    return leaks;
  }
}

/** Returns the text in all formats, with their names. */
export function formsOf(run: string): [form: string, needle: string][] {
  const bytes = Buffer.from(run);
  const wide = Buffer.from(run, 'utf16le');
  return [
    ['plain', run],
    ['UTF-16', [...run].join('\0')],
    ['hexadecimal', bytes.toString('hex')],
    ...inBase64('base64', bytes),
    ...inBase64('base64 of UTF-16', wide),
  ];
}

/** Returns the parts of the base64 text that do not depend on surrounding text, for every alignment. */
function inBase64(form: string, bytes: Buffer): [form: string, needle: string][] {
  return [0, 1, 2].flatMap((before): [string, string][] => {
    const all = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64');
    const fixed = all.slice(Math.ceil((before * 8) / 6), Math.floor(((before + bytes.length) * 8) / 6));
    const url = fixed.replaceAll('+', '-').replaceAll('/', '_');
    return [[form, fixed], ...(url === fixed ? [] : [[`${form}, for URLs`, url] satisfies [string, string]])];
  });
}

/** Returns all text in a value: the value itself, its members, and their names. */
export function textsIn(value: unknown): string[] {
  const texts: string[] = [];
  collect(value, texts);
  return texts;
}

function collect(value: unknown, texts: string[]): void {
  if (typeof value === 'string') {
    texts.push(value);
  } else if (Array.isArray(value)) {
    for (const member of value) {
      collect(member, texts);
    }
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, member] of Object.entries(value)) {
      texts.push(name);
      collect(member, texts);
    }
  }
}
