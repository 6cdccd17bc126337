/** A JSON number in its original notation: 14.290000000000001 and 9223372036854775807 keep every digit. */
export class JsonNumber {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** The members in their original order. In a plain object, names that are integers would come first. */
export type JsonObject = Map<string, ExactJson>;

export type ExactJson = null | boolean | string | JsonNumber | ExactJson[] | JsonObject;

const whitespace = /[ \t\r\n]*/y;
/** A complete string literal; JSON.parse validates its content. */
const stringLiteral = /"[^"\\]*(?:\\.[^"\\]*)*"/sy;
const numberLiteral = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const nameLiteral = /true|false|null/y;

/**
 * Parses JSON text, and keeps the notation of every number.
 * @throws {SyntaxError} The text is not JSON, or an object contains two members of the same name.
 */
export function readJson(text: string): ExactJson {
  const reader = new Reader(text);
  const value = reader.value();
  reader.end();
  return value;
}

/** Returns compact JSON text. */
export function writeJson(value: ExactJson): string {
  if (value instanceof JsonNumber) {
    return value.text;
  }
  if (Array.isArray(value)) {
    return `[${value.map(writeJson).join(',')}]`;
  }
  if (value instanceof Map) {
    const members = Array.from(value, ([name, member]) => `${JSON.stringify(name)}:${writeJson(member)}`);
    return `{${members.join(',')}}`;
  }
  return JSON.stringify(value);
}

class Reader {
  readonly #text: string;
  #position = 0;

  constructor(text: string) {
    this.#text = text;
    this.#skip(whitespace);
  }

  value(): ExactJson {
    switch (this.#text[this.#position]) {
      case '{':
        return this.#object();
      case '[':
        return this.#array();
      case '"':
        return this.#string();
      default:
        return this.#nameOrNumber();
    }
  }

  end(): void {
    if (this.#position < this.#text.length) {
      this.#fail();
    }
  }

  #object(): JsonObject {
    const members: JsonObject = new Map();
    this.#list('{', '}', () => {
      const at = this.#position;
      const name = this.#string();
      if (members.has(name)) {
        throw new SyntaxError(`The member "${name}" at position ${at} is there already.`);
      }
      this.#symbol(':');
      members.set(name, this.value());
    });
    return members;
  }

  #array(): ExactJson[] {
    const elements: ExactJson[] = [];
    this.#list('[', ']', () => elements.push(this.value()));
    return elements;
  }

  #list(open: string, close: string, readOne: () => void): void {
    this.#symbol(open);
    if (this.#text[this.#position] !== close) {
      readOne();
      while (this.#text[this.#position] === ',') {
        this.#symbol(',');
        readOne();
      }
    }
    this.#symbol(close);
  }

  #string(): string {
    return JSON.parse(this.#token(stringLiteral) ?? this.#fail()) as string;
  }

  #nameOrNumber(): ExactJson {
    const name = this.#token(nameLiteral);
    if (name !== undefined) {
      return name === 'null' ? null : name === 'true';
    }
    return new JsonNumber(this.#token(numberLiteral) ?? this.#fail());
  }

  #symbol(symbol: string): void {
    if (this.#text[this.#position] !== symbol) {
      this.#fail();
    }
    this.#position += 1;
    this.#skip(whitespace);
  }

  /**
   * Returns the literal at the current position, and skips the white space after it; `undefined` when there is no
   * literal.
   */
  #token(literal: RegExp): string | undefined {
    const start = this.#position;
    this.#skip(literal);
    const token = this.#text.slice(start, this.#position);
    this.#skip(whitespace);
    return token === '' ? undefined : token;
  }

  #skip(pattern: RegExp): void {
    pattern.lastIndex = this.#position;
    if (pattern.test(this.#text)) {
      this.#position = pattern.lastIndex;
    }
  }

  #fail(): never {
    const found = this.#text[this.#position];
    const what = found === undefined ? 'the end' : JSON.stringify(found);
    throw new SyntaxError(`JSON can't go on with ${what} at position ${this.#position}.`);
  }
}
