import fc from 'fast-check';
import { maxInt64, minInt64 } from './exactNumbers.ts';

/** A PowerShell expression, and its value as computed in JavaScript. */
export interface Known<T> {
  text: string;
  value: T;
}

export const double: fc.Arbitrary<Known<number>> = fc
  .double({ noNaN: true, noDefaultInfinity: true })
  .map((value) => ({
    text: `[BitConverter]::Int64BitsToDouble([long]'${new BigInt64Array(new Float64Array([value]).buffer)[0]}')`,
    value,
  }));

export const float: fc.Arbitrary<Known<number>> = fc
  .oneof(
    fc.float({ noNaN: true, noDefaultInfinity: true }),
    fc.nat(100_000_000).map(Math.fround),
    fc.nat(0xffffff).map((bits) => bits * 2 ** -149),
  )
  .map((value) => ({
    text: `[BitConverter]::ToSingle([BitConverter]::GetBytes([int]${new Int32Array(new Float32Array([value]).buffer)[0]}), 0)`,
    value,
  }));

const ranges: [type: string, min: bigint, max: bigint][] = [
  ['sbyte', -128n, 127n],
  ['byte', 0n, 255n],
  ['int16', -32768n, 32767n],
  ['uint16', 0n, 65535n],
  ['int', -(2n ** 31n), 2n ** 31n - 1n],
  ['uint32', 0n, 2n ** 32n - 1n],
  ['long', minInt64, maxInt64],
  ['long', minInt64, maxInt64],
  ['ulong', 0n, 2n ** 64n - 1n],
];

export const integer: fc.Arbitrary<Known<bigint>> = fc
  .constantFrom(...ranges)
  .chain(([type, min, max]) =>
    fc
      .oneof({ weight: 6, arbitrary: fc.bigInt({ min, max }) }, fc.constantFrom(min, max, 0n))
      .map((value) => ({ text: `[${type}]'${value}'`, value })),
  );

/** Decimals with their exact digits and scale: 1.10 and 1.1 have different text. */
export const decimal: fc.Arbitrary<Known<string>> = fc
  .tuple(fc.bigInt({ min: 1n, max: 10n ** 15n - 1n }), fc.nat(8), fc.boolean())
  .map(([digits, scale, isNegative]) => {
    const all = String(digits).padStart(scale + 1, '0');
    const split = all.length - scale;
    const fraction = scale === 0 ? '' : `.${all.slice(split)}`;
    const value = `${isNegative ? '-' : ''}${all.slice(0, split)}${fraction}`;
    return { text: `[decimal]::Parse('${value}', [cultureinfo]::InvariantCulture)`, value };
  });

export const truth = fc.boolean().map((value) => ({ text: `$${value}`, value }));
const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
export const weekday = fc
  .nat(6)
  .map((value) => ({ text: `[DayOfWeek]::${weekdays[value]}`, name: weekdays[value] ?? '', value }));

/** Numbers as text, with signs, exponents, and white space. */
export const numeral = fc
  .tuple(
    fc.constantFrom('', ' ', '\t'),
    fc.constantFrom('', '-', '+'),
    fc.bigInt({ min: 0n, max: 10n ** 18n }).map(String),
    fc.constantFrom('', '.', '.5', '.0', '.12345678901234567890'),
    fc.constantFrom('', '', 'e3', 'E-3', 'e+17', 'E-60'),
    fc.constantFrom('', ' ', '\r\n'),
  )
  .map((parts) => parts.join(''));
