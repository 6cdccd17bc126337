/**
 * The UTF-8 bytes of a text after plainText() has decoded its escapes and normalized its white space, and the
 * position of each byte in the text.
 */
export interface PlainText {
  readonly bytes: Buffer;
  /** For each byte, the index of the first UTF-16 code unit that the byte represents. */
  readonly starts: Uint32Array;
  /** For each byte, the index after the last UTF-16 code unit that the byte represents. */
  readonly ends: Uint32Array;
}

const BACKSLASH = 0x5c;
const PERCENT = 0x25;
const SPACE = 0x20;
const LETTER_U = 0x75;
/** The letters n, r and t, which represent white space after a backslash. */
const whiteLetters: ReadonlySet<number> = new Set([0x6e, 0x72, 0x74]);
/** White space, and the plus sign that represents a space in forms. */
const white: ReadonlySet<number> = new Set([0x09, 0x0a, 0x0b, 0x0c, 0x0d, SPACE, 0x2b]);

/**
 * Decodes the percent-encoding and JSON escapes in a text, even if they are nested. A run of backslashes
 * counts as one. White-space characters and `+` become spaces. A text and its encoded forms therefore result
 * in the same bytes, except for the escapes `\b` and `\f`, which become letters. The text is read once. Each
 * byte is checked for a complete escape when it is appended.
 */
export function plainText(text: string): PlainText {
  const source = Buffer.from(text);
  const plain = new PlainBytes(source.length);
  let index = 0;
  let at = 0;
  for (const character of text) {
    const length = utf8Length(character.codePointAt(0) as number);
    const end = index + character.length;
    for (const behind = at + length; at < behind; at += 1) {
      plain.push(source[at] as number, index, end);
    }
    index = end;
  }
  return plain.finish();
}

function utf8Length(codePoint: number): number {
  return codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
}

class PlainBytes {
  private readonly bytes: Buffer;
  private readonly starts: Uint32Array;
  private readonly ends: Uint32Array;
  private length = 0;

  /** @param size The size of the text in bytes, which the result never exceeds. */
  constructor(size: number) {
    this.bytes = Buffer.alloc(size);
    this.starts = new Uint32Array(size);
    this.ends = new Uint32Array(size);
  }

  push(byte: number, start: number, end: number): void {
    for (
      let next: number | undefined = byte, from = start;
      next !== undefined;
      from = this.starts[this.length] as number
    ) {
      this.place(next, from, end);
      next = this.takePercent() ?? this.takeUnicode(end);
    }
  }

  /** Appends a byte, or replaces the backslash that escapes it. */
  private place(byte: number, start: number, end: number): void {
    const isEscaped = this.length > 0 && this.bytes[this.length - 1] === BACKSLASH;
    if (!isEscaped) {
      this.put(white.has(byte) ? SPACE : byte, start, end);
    } else if (byte === BACKSLASH) {
      this.ends[this.length - 1] = end;
    } else if (byte === LETTER_U) {
      // The hexadecimal digits that follow determine the character.
      this.put(byte, start, end);
    } else {
      this.length -= 1;
      const isWhite = white.has(byte) || whiteLetters.has(byte);
      this.put(isWhite ? SPACE : byte, this.starts[this.length] as number, end);
    }
  }

  finish(): PlainText {
    // A backslash at the end is an incomplete escape, so it is removed.
    const length = this.bytes[this.length - 1] === BACKSLASH ? this.length - 1 : this.length;
    return {
      bytes: this.bytes.subarray(0, Math.max(length, 0)),
      starts: this.starts.subarray(0, length),
      ends: this.ends.subarray(0, length),
    };
  }

  private put(byte: number, start: number, end: number): void {
    this.bytes[this.length] = byte;
    this.starts[this.length] = start;
    this.ends[this.length] = end;
    this.length += 1;
  }

  /**
   * Removes `%XX` from the end and returns the byte that it represents; undefined if the end is no such
   * escape.
   */
  private takePercent(): number | undefined {
    const isPercent = this.length >= 3 && this.bytes[this.length - 3] === PERCENT;
    const byte = isPercent ? this.hexadecimal(2) : undefined;
    if (byte !== undefined) {
      this.length -= 3;
    }
    return byte;
  }

  /**
   * Removes `\uXXXX` from the end. Returns an ASCII character, because it may be part of another escape.
   * Appends any other character in UTF-8 and returns undefined.
   */
  private takeUnicode(end: number): number | undefined {
    const { length, bytes } = this;
    const isUnicode = length >= 6 && bytes[length - 6] === BACKSLASH && bytes[length - 5] === LETTER_U;
    const unit = isUnicode ? this.hexadecimal(4) : undefined;
    if (unit === undefined) {
      return undefined;
    }
    this.length -= 6;
    if (unit < 0x80) {
      return unit;
    }
    const start = this.starts[this.length] as number;
    for (const byte of unitBytes(unit)) {
      this.put(byte, start, end);
    }
    this.joinSurrogates(end);
    return undefined;
  }

  /** Joins the two halves of a surrogate pair, which have three bytes each, into one character. */
  private joinSurrogates(end: number): void {
    const { length, bytes } = this;
    const isPair = length >= 6 && isHalf(bytes, length - 6, 0xa0) && isHalf(bytes, length - 3, 0xb0);
    if (isPair) {
      const character = String.fromCharCode(unitOf(bytes, length - 6), unitOf(bytes, length - 3));
      this.length -= 6;
      const start = this.starts[this.length] as number;
      for (const byte of Buffer.from(character)) {
        this.put(byte, start, end);
      }
    }
  }

  /** Returns the value of the last bytes as hexadecimal digits; undefined if they are not digits. */
  private hexadecimal(digits: number): number | undefined {
    let number = 0;
    for (let at = this.length - digits; at < this.length; at += 1) {
      const digit = digitOf(this.bytes[at] as number);
      if (digit === undefined) {
        return undefined;
      }
      number = number * 16 + digit;
    }
    return number;
  }
}

function digitOf(byte: number): number | undefined {
  const letter = byte | 0x20;
  if (byte >= 0x30 && byte <= 0x39) {
    return byte - 0x30;
  }
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : undefined;
}

/**
 * Encodes a UTF-16 code unit above 127 in UTF-8. A surrogate is encoded in the same way, because its other
 * half may not have been read yet, and Buffer would replace it.
 */
function unitBytes(unit: number): number[] {
  return unit < 0x800
    ? [0xc0 | (unit >> 6), 0x80 | (unit & 0x3f)]
    : [0xe0 | (unit >> 12), 0x80 | ((unit >> 6) & 0x3f), 0x80 | (unit & 0x3f)];
}

/** @param second The high bits of the second byte: 0xa0 for a high surrogate, 0xb0 for a low one. */
function isHalf(bytes: Buffer, at: number, second: number): boolean {
  return bytes[at] === 0xed && ((bytes[at + 1] as number) & 0xf0) === second;
}

function unitOf(bytes: Buffer, at: number): number {
  const [first = 0, second = 0, third = 0] = bytes.subarray(at, at + 3);
  return ((first & 0x0f) << 12) | ((second & 0x3f) << 6) | (third & 0x3f);
}
