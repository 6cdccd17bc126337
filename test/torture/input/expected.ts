import { type ExactJson, JsonNumber } from '../../support/exactJson.ts';
import { digitsOf } from './exactNumbers.ts';

/** A value that objects and declared lists omit. Other lists contain null instead. */
export const nothing = Symbol('nothing');

/** A value that must arrive. */
export type Expected = null | boolean | string | NumberMeant | Expected[] | ObjectMeant;

/** A number that must be written exactly as `text`. */
export class NumberMeant {
  constructor(readonly text: string) {}

  matches(text: string): boolean {
    return text === this.text;
  }
}

/** A number in any notation that parses to the same value and has no more digits than the shortest notation. */
export class ShortNumberMeant extends NumberMeant {
  constructor(
    shortest: string,
    private readonly read: (text: string) => number,
  ) {
    super(shortest);
  }

  override matches(text: string): boolean {
    const hasValue = Object.is(this.read(text), this.read(this.text));
    return hasValue && digitsOf(text).length <= digitsOf(this.text).length;
  }
}

type Members = [name: string, value: Expected][];

/**
 * An object. Unknown properties come first, in their own order if they have one. Declared properties follow in the
 * order of `schemas`.
 */
export class ObjectMeant {
  constructor(
    readonly others: Members,
    readonly isOrdered: boolean,
    readonly declared: Members = [],
    /** Whether the source had any members, with or without values. */
    private readonly lacks = false,
  ) {}

  /** Whether the object is empty because none of the given members has a value. */
  get lacksValues(): boolean {
    return this.isEmpty && this.lacks;
  }

  get isEmpty(): boolean {
    return this.others.length + this.declared.length === 0;
  }
}

/** Describes the first difference between the actual and the expected value; `undefined` when there is none. */
export function difference(actual: ExactJson, expected: Expected, path = 'body'): string | undefined {
  if (expected instanceof NumberMeant) {
    const isSame = actual instanceof JsonNumber && expected.matches(actual.text);
    return isSame ? undefined : mismatch(actual, expected, path);
  }
  if (Array.isArray(expected)) {
    if (!Array.isArray(actual) || actual.length !== expected.length) {
      return mismatch(actual, expected, path);
    }
    return first(expected, (one, index) => difference(actual[index] ?? null, one, `${path}[${index}]`));
  }
  if (expected instanceof ObjectMeant) {
    return actual instanceof Map
      ? objectDifference(actual, expected, path)
      : mismatch(actual, expected, path);
  }
  return actual === expected ? undefined : mismatch(actual, expected, path);
}

function objectDifference(
  actual: Map<string, ExactJson>,
  expected: ObjectMeant,
  path: string,
): string | undefined {
  const { others, declared, isOrdered } = expected;
  const names = [...actual.keys()];
  const found = [inOrder(names.slice(0, others.length), isOrdered), names.slice(others.length)];
  const meant = [
    inOrder(
      others.map(([name]) => name),
      isOrdered,
    ),
    declared.map(([name]) => name),
  ];
  if (JSON.stringify(found) !== JSON.stringify(meant)) {
    return `${path} has the properties ${JSON.stringify(found)}, not ${JSON.stringify(meant)}`;
  }
  return first([...others, ...declared], ([name, value]) =>
    difference(actual.get(name) ?? null, value, `${path}[${JSON.stringify(name)}]`),
  );
}

function inOrder(names: string[], isOrdered: boolean): string[] {
  return isOrdered ? names : [...names].sort();
}

function first<T>(items: T[], compare: (item: T, index: number) => string | undefined): string | undefined {
  for (const [index, item] of items.entries()) {
    const found = compare(item, index);
    if (found !== undefined) {
      return found;
    }
  }
  return undefined;
}

function mismatch(actual: ExactJson, expected: Expected, path: string): string {
  return `${path} is ${show(actual)}, not ${show(expected)}`;
}

/** Formats a value for messages, truncated to 2,000 characters. */
export function show(value: ExactJson | Expected): string {
  const plain = (_: string, one: unknown): unknown => {
    if (one instanceof JsonNumber || one instanceof NumberMeant) {
      return `number ${one.text}`;
    }
    return one instanceof Map ? Object.fromEntries(one) : one;
  };
  return JSON.stringify(value, plain).slice(0, 2000);
}
