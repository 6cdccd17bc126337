import fc from 'fast-check';
import { dateText, wireDate, zoneMinutes } from './dates.ts';
import { isWhole, maxInt64, minInt64, nearestSingle, wholeOf } from './exactNumbers.ts';
import { type Expected, NumberMeant } from './expected.ts';
import {
  type Language,
  type Member,
  meantSingle,
  type ObjectForm,
  objectMeant,
  type Sample,
} from './sample.ts';
import { anyName, anyText } from './texts.ts';

/** Numbers in every notation that JSON allows. */
const numberText = fc
  .tuple(
    fc.constantFrom('', '', '-'),
    fc.oneof(fc.nat(9), fc.bigInt({ min: 0n, max: 10n ** 22n })).map(String),
    fc.oneof(
      fc.constant(''),
      fc.nat(99_999).map((digits) => `.${digits}`),
      fc.constantFrom('.0', '.5', '.50', '.4999999', '.000000000000001'),
    ),
    fc.oneof(
      { weight: 3, arbitrary: fc.constant('') },
      {
        weight: 1,
        arbitrary: fc
          .tuple(fc.constantFrom('e', 'E', 'e+', 'E+', 'e-', 'E-'), fc.nat(420))
          .map(([sign, power]) => sign + power),
      },
    ),
  )
  .map((parts) => parts.join(''));

/** Numbers with small exponents, whose whole values always fit in an Int64. */
const modestNumber = fc
  .tuple(
    fc.constantFrom('', '-'),
    fc.bigInt({ min: 0n, max: 10n ** 12n }).map(String),
    fc.constantFrom('', '.0', '.5', '.25', '.75', '.123456789', '.0000000001'),
    fc.constantFrom('', '', 'e0', 'E+3', 'e-3', 'e6', 'E-11'),
  )
  .map((parts) => parts.join(''));

export const text = fc
  .tuple(anyText, fc.nat(3))
  .map(([value, style]): Sample => ({ text: quote(value, style), expected: value }));

const single = fc
  .oneof(
    modestNumber,
    numberText.filter((value) => Number.isFinite(nearestSingle(value))),
    fc.float({ noNaN: true, noDefaultInfinity: true }).map(String),
  )
  .chain((digits) =>
    fc.constantFrom(digits, `"${digits}"`, `" ${digits}\\t"`, `"+${digits.replace(/^-/, '')}"`),
  )
  .map(
    (value): Sample => ({
      text: value,
      expected: meantSingle(nearestSingle(contentOf(value))),
    }),
  );

const int64 = fc.bigInt({ min: minInt64, max: maxInt64 });

const whole = fc.oneof(
  fc.tuple(fc.oneof(int64, fc.constantFrom(minInt64, maxInt64, 0n)), fc.constantFrom('', '"', '" ')).map(
    ([value, mark]): Sample => ({
      text: `${mark}${value}${mark.trim()}`,
      expected: new NumberMeant(String(value)),
    }),
  ),
  modestNumber
    .filter(isWhole)
    .map((value): Sample => ({ text: value, expected: new NumberMeant(String(wholeOf(value))) })),
);

const date = dateText(zoneMinutes).map(
  ({ text: written, ticks }): Sample => ({ text: `"${written}"`, expected: wireDate(ticks) }),
);

const word = fc
  .constantFrom('true', 'false')
  .map((value): Sample => ({ text: value, expected: value === 'true' }));

const nulls = fc.constant<Sample>({ text: 'null', expected: null });

const exact = numberText.map((value): Sample => ({ text: value, expected: new NumberMeant(value) }));

const { value: unknown } = fc.letrec<{ value: Sample; list: Sample; object: Sample }>((tie) => ({
  value: fc.oneof({ maxDepth: 3, depthSize: 'small' }, text, exact, word, nulls, tie('list'), tie('object')),
  list: fc.array(tie('value'), { maxLength: 3 }).map(
    (items): Sample => ({
      text: `[${items.map((item) => item.text).join(' ,')}]`,
      expected: items.map(({ expected }) => expected as Expected),
    }),
  ),
  object: fc
    .uniqueArray(
      fc.tuple(anyName, tie('value')).map(([name, value]): Member => ({ name, value })),
      { selector: ({ name }) => name, maxLength: 3 },
    )
    .map(
      (members): Sample => ({
        text: write(members, 0, ' '),
        expected: objectMeant(members, undefined, true),
      }),
    ),
}));

/**
 * JSON text. Each value must be null or have the JSON type of its property, except that numbers can also be strings,
 * and that a single object can replace a list.
 */
export const json: Language = {
  scalars: { text, single, whole, date },
  unknown,
  nulls,
  wrong: {
    text: ['12', 'true', '[]', '{}', '["a"]', '1e400'],
    single: ['"abc"', '""', '"1,5"', 'true', '[1]', '{}', '1e39', '-3.5e38', '"NaN"', '"0x10"'],
    whole: [
      '1.5',
      '1e-1',
      '2.00000000000000000000000000000000001',
      '"1.5"',
      '"x"',
      'false',
      '[]',
      '9223372036854775808',
      '-9223372036854775809',
      '1e19',
      '1e400',
      '"9223372036854775808"',
    ],
    date: [
      '"soon"',
      '"26.09.2023"',
      '1695700000',
      'true',
      '""',
      '"2023-02-30"',
      '"2023-09-26T04:04:01.42618721Z"',
      '{}',
      '"2023-09-26T25:00:00Z"',
    ],
    model: ['42', '"text"', '"{}"', 'true', '[]', '[{}]'],
    list: ['42', '"[]"', 'true', '[42]', '["{}"]', '[[]]', '[{},true]'],
  },
  object: () =>
    fc.tuple(fc.nat(3), fc.constantFrom('', ' ', '\n\t', '\r\n')).map(
      ([style, space]): ObjectForm => ({
        write: (members) => write(members, style, space),
        isOrdered: true,
        isExact: true,
      }),
    ),
  list: fc.constantFrom('', ' ', '\n').map((space) => (elements: string[]) => {
    return `[${space}${elements.join(`${space},`)}${space}]`;
  }),
};

function write(members: readonly Member[], style: number, space: string): string {
  const written = members.map(({ name, value }) => `${quote(name, style)}${space}:${space}${value.text}`);
  return `{${space}${written.join(`,${space}`)}${space}}`;
}

/** Returns a string as a JSON string literal, in one of four styles of escaping (0 to 3). */
function quote(value: string, style: number): string {
  if (style === 0) {
    return JSON.stringify(value);
  }
  const units = Array.from({ length: value.length }, (_, index) => value.charAt(index));
  if (style === 1) {
    // Escapes only what JSON requires, so lone surrogates remain unescaped.
    const needsEscape = (unit: string) => unit < ' ' || unit === '"' || unit === '\\';
    return `"${units.map((unit) => (needsEscape(unit) ? escaped(unit) : unit)).join('')}"`;
  }
  return `"${units.map((unit) => (style === 2 ? escaped(unit) : escaped(unit).toUpperCase().replace('U', 'u'))).join('')}"`;
}

function escaped(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

function contentOf(value: string): string {
  return value.startsWith('"') ? (JSON.parse(value) as string) : value;
}
