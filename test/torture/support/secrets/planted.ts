/** A secret that was found where it must not be. */
export interface Leak {
  place: string;
  secret: string;
  /** How it is written there. */
  form: string;
}

/** Letters, digits and marks that no way of writing text for URLs or JSON changes. */
const plainRun = /[\w.~-]{16,}/g;

/**
 * Secrets that tests have planted. Each is found by its plain runs, so also where it is cut, quoted or escaped; as they
 * are, in base64 at every alignment (as in `user:password`), in hexadecimal digits, and in UTF-16.
 */
export class Planted {
  readonly #needles = new Map<string, { secret: string; form: string }>();

  /** @param secret Its name, for messages. */
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

  /** @param text Text, or bytes as latin1. */
  find(place: string, text: string): Leak[] {
    return [...this.#needles].flatMap(([needle, found]) =>
      text.includes(needle) ? [{ place, ...found }] : [],
    );
  }
}

/** How the text could be written, by the names of the forms. */
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

/** What of the base64 does not depend on the text around it, wherever that text begins. */
function inBase64(form: string, bytes: Buffer): [form: string, needle: string][] {
  return [0, 1, 2].flatMap((before): [string, string][] => {
    const all = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64');
    const fixed = all.slice(Math.ceil((before * 8) / 6), Math.floor(((before + bytes.length) * 8) / 6));
    const url = fixed.replaceAll('+', '-').replaceAll('/', '_');
    return [[form, fixed], ...(url === fixed ? [] : [[`${form}, for URLs`, url] satisfies [string, string]])];
  });
}

/** All text in a value: its own, and that of its members and their names. */
export function textsIn(value: unknown): string[] {
  if (typeof value === 'string') {
    return [value];
  }
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  return Object.entries(value).flatMap(([name, member]) => [name, ...textsIn(member)]);
}
