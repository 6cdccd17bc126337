import fc from 'fast-check';
import { psQuote } from '../../support/psQuote.ts';
import {
  anyTicks,
  dateText,
  durationText,
  knownTicks,
  safeTicks,
  toUtc,
  wireDate,
  zoneMinutes,
} from './dates.ts';
import { isWhole, maxInt64, minInt64, nearestSingle, wholeOf } from './exactNumbers.ts';
import { type Expected, NumberMeant, nothing } from './expected.ts';
import { meantDouble, meantSingle, type Sample } from './sample.ts';
import { decimal, double, float, integer, numeral, truth, weekday } from './scriptNumbers.ts';
import { anyText } from './texts.ts';

const number = (text: string) => new NumberMeant(text);

const text = anyText.map((value): Sample => ({ text: psQuote(value), expected: value }));

/** DateTime and DateTimeOffset values. */
const moment: fc.Arbitrary<Sample> = fc.oneof(
  anyTicks.map((ticks) => ({ text: `[datetime]::new([long]${ticks}, 'Utc')`, expected: wireDate(ticks) })),
  fc.tuple(knownTicks, fc.constantFrom('Local', 'Unspecified')).map(([ticks, kind]) => ({
    text: `[datetime]::new([long]${ticks}, '${kind}')`,
    expected: wireDate(toUtc(ticks, zoneMinutes)),
  })),
  fc.tuple(safeTicks, fc.integer({ min: -840, max: 840 })).map(([ticks, minutes]) => ({
    text: `[DateTimeOffset]::new([long]${toUtc(ticks, -minutes)}, [timespan]::FromMinutes(${minutes}))`,
    expected: wireDate(ticks),
  })),
);

/** Values that are always sent as strings. Declared text properties accept them, too. */
const textLike: fc.Arbitrary<Sample> = fc.oneof(
  text,
  moment,
  fc.integer({ min: 0, max: 0xffff }).map((unit) => ({
    text: `[char]${unit}`,
    expected: String.fromCharCode(unit),
  })),
  fc.uuid().map((value) => ({ text: `[guid]'${value.toUpperCase()}'`, expected: value })),
  fc.webUrl({ withQueryParameters: true }).map((value) => ({
    text: `[uri]${psQuote(value)}`,
    expected: value,
  })),
  fc.bigInt({ min: -(2n ** 100n), max: 2n ** 100n }).map((value) => ({
    text: `[bigint]::Parse('${value}', [cultureinfo]::InvariantCulture)`,
    expected: String(value),
  })),
  fc.bigInt({ min: -(10n ** 17n), max: 10n ** 17n }).map((ticks) => ({
    text: `[timespan]::new([long]${ticks})`,
    expected: durationText(ticks),
  })),
  fc.array(fc.nat(99), { minLength: 2, maxLength: 4 }).map((parts) => ({
    text: `[version]'${parts.join('.')}'`,
    expected: parts.join('.'),
  })),
  weekday.map(({ text: written, name }) => ({ text: written, expected: name })),
);

/** An empty or blank cell of a CSV file. */
const blank: fc.Arbitrary<Sample> = fc
  .constantFrom("''", "' '", '"`t"')
  .map((written) => ({ text: written, expected: nothing }));

const singles: fc.Arbitrary<Sample> = fc.oneof(
  float.map(({ text: written, value }) => ({ text: written, expected: meantSingle(value) })),
  double
    .filter(({ value }) => Number.isFinite(Math.fround(value)))
    .map(({ text: written, value }) => ({ text: written, expected: meantSingle(Math.fround(value)) })),
  integer
    // Beyond this range, the expected value would be rounded twice, but .NET rounds some types only once.
    .filter(({ value }) => value >= -(2n ** 53n) && value <= 2n ** 53n)
    .map(({ text: written, value }) => ({
      text: written,
      expected: meantSingle(Math.fround(Number(value))),
    })),
  decimal.map(({ text: written, value }) => ({
    text: written,
    expected: meantSingle(Math.fround(Number(value))),
  })),
  truth.map(({ text: written, value }) => ({ text: written, expected: meantSingle(value ? 1 : 0) })),
  weekday.map(({ text: written, value }) => ({ text: written, expected: meantSingle(value) })),
  numeral.map((value) => ({ text: psQuote(value), expected: meantSingle(nearestSingle(value)) })),
  blank,
);

const fits = (value: bigint) => value >= minInt64 && value <= maxInt64;

const wholes: fc.Arbitrary<Sample> = fc.oneof(
  integer
    .filter(({ value }) => fits(value))
    .map(({ text: written, value }) => ({ text: written, expected: number(String(value)) })),
  fc
    .oneof(
      double,
      float,
      fc.integer({ min: -9999, max: 9999 }).map((value) => ({ text: `[double]${value}`, value })),
    )
    .filter(({ value }) => Math.abs(value) < 2 ** 63 && Number.isInteger(value))
    .map(({ text: written, value }) => ({ text: `(${written})`, expected: number(String(BigInt(value))) })),
  decimal
    .filter(({ value }) => isWhole(value))
    .map(({ text: written, value }) => ({ text: written, expected: number(String(wholeOf(value))) })),
  truth.map(({ text: written, value }) => ({ text: written, expected: number(value ? '1' : '0') })),
  weekday.map(({ text: written, value }) => ({ text: written, expected: number(String(value)) })),
  fc
    .tuple(
      fc.constantFrom('', ' ', '+', '\t'),
      fc.bigInt({ min: 0n, max: maxInt64 }),
      fc.constantFrom('', ' ', '.', '.00', 'e0', 'E+00 '),
    )
    .map(([before, value, behind]) => ({
      text: psQuote(`${before}${value}${behind}`),
      expected: number(String(value)),
    })),
  blank,
);

/** Values for each type of declared property, in most of the types that convert to it. */
export const declaredValues = throughPipelines({
  text: fc.oneof(
    { weight: 6, arbitrary: text },
    textLike,
    integer.map(({ text: written, value }): Sample => ({ text: written, expected: String(value) })),
    decimal.map(({ text: written, value }): Sample => ({ text: written, expected: value })),
    truth.map(({ text: written, value }): Sample => ({ text: written, expected: value ? 'True' : 'False' })),
  ),
  single: singles,
  whole: wholes,
  date: fc.oneof(
    moment,
    dateText(0).map(
      ({ text: written, ticks }): Sample => ({ text: psQuote(written), expected: wireDate(ticks) }),
    ),
    blank,
  ),
});

/** Passes one value in ten through a pipeline, which wraps it in a PSObject. */
function throughPipelines<T extends string>(
  values: Record<T, fc.Arbitrary<Sample>>,
): Record<T, fc.Arbitrary<Sample>> {
  const wrap = (one: fc.Arbitrary<Sample>) =>
    fc.tuple(one, fc.nat(9)).map(([sample, draw]) => {
      return draw > 0 ? sample : { ...sample, text: `(${sample.text} | ForEach-Object { $_ })` };
    });
  const entries = Object.entries<fc.Arbitrary<Sample>>(values).map(([kind, one]) => [kind, wrap(one)]);
  return Object.fromEntries(entries) as Record<T, fc.Arbitrary<Sample>>;
}

/** $null is omitted where possible; DBNull is sent as null. */
export const nulls: fc.Arbitrary<Sample> = fc.constantFrom<Sample[]>(
  { text: '$null', expected: nothing },
  { text: '[DBNull]::Value', expected: null },
);

/** Values of unknown properties: scalars, and arrays of them. */
export const plainValues: fc.Arbitrary<Sample> = fc.oneof(
  { weight: 3, arbitrary: textLike },
  { weight: 1, arbitrary: nulls },
  fc.oneof(
    float.map(({ text: written, value }) => ({ text: written, expected: meantSingle(value) as Expected })),
    double.map(({ text: written, value }) => ({ text: written, expected: meantDouble(value) })),
    integer.map(({ text: written, value }) => ({ text: written, expected: number(String(value)) })),
    decimal.map(({ text: written, value }) => ({ text: written, expected: number(value) })),
    truth.map(({ text: written, value }) => ({ text: written, expected: value })),
    truth.map(({ text: written, value }) => ({ text: `[switch]${written}`, expected: value })),
    fc.uint8Array({ maxLength: 8 }).map((bytes) => ({
      text: `[byte[]]@(${[...bytes].join(', ')})`,
      expected: Buffer.from(bytes).toString('base64'),
    })),
    fc.array(fc.integer(), { maxLength: 3 }).map((items) => ({
      text: `[int[]]@(${items.join(', ')})`,
      expected: items.map((item) => number(String(item))),
    })),
    fc.array(anyText, { maxLength: 3 }).map((items) => ({
      text: `[string[]]@(${items.map(psQuote).join(', ')})`,
      expected: items,
    })),
  ),
);
