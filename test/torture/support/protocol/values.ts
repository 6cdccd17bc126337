import fc from 'fast-check';

/** Text with lone surrogates, which UTF-8 cannot encode. */
const loneSurrogates = ['\ud800', 'a\udc00b'];

/** Values that are rarely valid for any member. */
export const oddValues: readonly unknown[] = [
  null,
  true,
  false,
  0,
  -1,
  1.5,
  1e308,
  Number.MAX_SAFE_INTEGER,
  2 ** 53,
  -(2 ** 63),
  '',
  ' ',
  '\0',
  '1',
  '-1',
  '__proto__',
  'constructor',
  'toString',
  '\u{1f600}',
  ...loneSurrogates,
  'x'.repeat(5000),
  [],
  [null],
  [[]],
  [['a']],
  [['a', 1]],
  [['a', 'b', 'c']],
  {},
  { toString: null },
  JSON.parse('{"__proto__":{"session":"s","type":"accessToken"}}'),
  { length: 1, 0: 'a' },
];

export const oddValue: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...oddValues) },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
);

/** Ids of a client, unusable ids, and ids that other messages often have, too. */
export const messageId: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 12, arbitrary: fc.nat(2 ** 31) },
  { weight: 4, arbitrary: fc.string({ unit: 'grapheme', maxLength: 12 }) },
  { weight: 2, arbitrary: fc.constantFrom<unknown>(0, 1, '1', 2, '2') },
  { weight: 2, arbitrary: oddValue },
  { weight: 1, arbitrary: fc.constant(undefined) },
);

/** Returns the paths of all members, including nested members. */
export function placesIn(value: unknown, path: readonly string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  return Object.entries(value).flatMap(([name, inner]) => [
    [...path, name],
    ...placesIn(inner, [...path, name]),
  ]);
}

/** Returns a copy with another value at one path. JSON omits the member when the value is undefined. */
export function withValueAt<T>(whole: T, [name, ...rest]: readonly string[], value: unknown): T {
  if (name === undefined) {
    return value as T;
  }
  const copy = (Array.isArray(whole) ? [...whole] : { ...whole }) as Record<string, unknown>;
  copy[name] = withValueAt(copy[name], rest, value);
  return copy as T;
}
