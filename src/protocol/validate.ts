import { ProtocolError } from './errors.ts';

export type NumberRange = ({ above: number } | { atLeast: number }) & { atMost: number };

/**
 * The params of a request, or an object inside them. Each check names the member it refuses, never its
 * value.
 */
export class Members {
  private readonly members: Record<string, unknown>;

  /**
   * @param value What came as JSON.
   * @param path The member's name for messages; the params themselves have none.
   */
  constructor(
    value: unknown,
    private readonly path = '',
  ) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw invalidParams(path || 'params', 'must be an object');
    }
    this.members = value as Record<string, unknown>;
  }

  has(name: string): boolean {
    return this.get(name) !== undefined;
  }

  object(name: string): Members {
    return new Members(this.get(name), this.pathOf(name));
  }

  optionalObject(name: string): Members | undefined {
    return this.has(name) ? this.object(name) : undefined;
  }

  /** Text of at least one character. */
  text(name: string): string {
    const value = this.get(name);
    return typeof value === 'string' && value !== ''
      ? value
      : this.refuse(name, 'must be text that is not empty');
  }

  /** Text, an empty one included. */
  optionalText(name: string): string | undefined {
    const value = this.get(name);
    return value === undefined || typeof value === 'string' ? value : this.refuse(name, 'must be text');
  }

  textOrNull(name: string): string | null {
    return this.get(name) === null ? null : (this.optionalText(name) ?? null);
  }

  oneOf<T extends string>(name: string, choices: readonly T[]): T {
    const choice = choices.find((known) => known === this.get(name));
    return choice ?? this.refuse(name, `must be one of ${choices.join(', ')}`);
  }

  optionalNumber(name: string, range: NumberRange): number | undefined {
    const value = this.get(name);
    const isFine = value === undefined || (typeof value === 'number' && isIn(range, value));
    return isFine ? value : this.refuse(name, `must be a number ${textOf(range)}`);
  }

  optionalBoolean(name: string): boolean | undefined {
    const value = this.get(name);
    return value === undefined || typeof value === 'boolean'
      ? value
      : this.refuse(name, 'must be true or false');
  }

  /** Texts that are not empty. */
  optionalTexts(name: string): string[] | undefined {
    const value = this.get(name);
    const isFine = value === undefined || (Array.isArray(value) && value.every(isSomeText));
    return isFine ? value : this.refuse(name, 'must be a list of texts that are not empty');
  }

  /** All members of this object, each of them text. */
  allTexts(): Record<string, string> {
    for (const [name, value] of Object.entries(this.members)) {
      if (typeof value !== 'string') {
        this.refuse(name, 'must be text');
      }
    }
    return this.members as Record<string, string>;
  }

  /** Pairs of name and value. */
  pairs(name: string): [string, string][] {
    const value = this.get(name);
    return Array.isArray(value) && value.every(isPair)
      ? value
      : this.refuse(name, 'must be a list of pairs of text');
  }

  refuse(name: string, reason: string): never {
    throw invalidParams(this.pathOf(name), reason);
  }

  pathOf(name: string): string {
    return this.path === '' ? name : `${this.path}.${name}`;
  }

  private get(name: string): unknown {
    return Object.hasOwn(this.members, name) ? this.members[name] : undefined;
  }
}

export function invalidParams(member: string, reason: string): ProtocolError {
  return new ProtocolError('InvalidParams', `${member} ${reason}.`);
}

function isSomeText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function isIn(range: NumberRange, value: number): boolean {
  return ('above' in range ? value > range.above : value >= range.atLeast) && value <= range.atMost;
}

function textOf(range: NumberRange): string {
  const lower = 'above' in range ? `above ${range.above}` : `of at least ${range.atLeast}`;
  return `${lower} and at most ${range.atMost}`;
}

function isPair(value: unknown): value is [string, string] {
  return Array.isArray(value) && value.length === 2 && value.every((part) => typeof part === 'string');
}
