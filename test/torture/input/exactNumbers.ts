// Computes the expected results of number conversions, with integers where a double would round.

/** Returns the numerator and denominator of decimal text. */
function fractionOf(text: string): [bigint, bigint] {
  const [, sign, whole = '', fraction = '', exponent = '0'] =
    /^\s*([+-]?)(\d*)\.?(\d*)(?:[eE]([+-]?\d+))?\s*$/.exec(text) ?? [];
  const power = Number(exponent) - fraction.length;
  const digits = BigInt(`${whole}${fraction}`) * (sign === '-' ? -1n : 1n);
  return power < 0 ? [digits, 10n ** BigInt(-power)] : [digits * 10n ** BigInt(power), 1n];
}

const magnitude = (value: bigint) => (value < 0n ? -value : value);

/**
 * The two arrays share memory, which converts between a single and its bits. Positive singles have the same order as
 * their bits.
 */
const bits = new Uint32Array(1);
const single = new Float32Array(bits.buffer);

function singleOfBits(pattern: number): number {
  bits[0] = pattern;
  return single[0] ?? 0;
}

function bitsOfSingle(value: number): number {
  single[0] = value;
  return bits[0] ?? 0;
}

/** Converts a single to units of 2^-149; every single is a multiple of this unit. Infinity counts as 2^128. */
function unitsOf(value: number): bigint {
  return value === Number.POSITIVE_INFINITY ? 2n ** 277n : BigInt(value * 2 ** 149);
}

/**
 * Returns the single nearest to decimal text. In a tie, the last bit is even. Text that rounds to more than the largest
 * single becomes infinity.
 */
export function nearestSingle(text: string): number {
  const [numerator, denominator] = fractionOf(text);
  const near = bitsOfSingle(Math.abs(Number(text)));
  const candidates = [near - 1, near, near + 1]
    .filter((pattern) => pattern >= 0 && pattern <= 0x7f800000)
    .map((pattern) => {
      const distance = magnitude(
        magnitude(numerator) * 2n ** 149n - unitsOf(singleOfBits(pattern)) * denominator,
      );
      return { pattern, distance };
    });
  const nearest = candidates.reduce((best, one) =>
    one.distance < best.distance || (one.distance === best.distance && one.pattern % 2 === 0) ? one : best,
  );
  const value = singleOfBits(nearest.pattern);
  return text.trim().startsWith('-') ? -value : value;
}

/**
 * Returns decimal text that parses to this single, with as few significant digits as possible. If there are several,
 * the nearest one is returned.
 */
export function shortestSingle(value: number): string {
  const sign = value < 0 || Object.is(value, -0) ? '-' : '';
  const target = Math.abs(value);
  if (target === 0) {
    return `${sign}0`;
  }
  for (let count = 1; count < 9; count += 1) {
    const [digits = '', exponent = ''] = target.toExponential(count - 1).split('e');
    const whole = BigInt(digits.replace('.', ''));
    const candidates = [whole, whole - 1n, whole + 1n]
      .map((candidate) => `${candidate}e${Number(exponent) - count + 1}`)
      .filter((candidate) => nearestSingle(candidate) === target)
      .sort((one, other) => Math.abs(Number(one) - target) - Math.abs(Number(other) - target));
    if (candidates[0] !== undefined) {
      return sign + candidates[0];
    }
  }
  return sign + target.toExponential(8);
}

/** Returns decimal text that parses to this double, with as few significant digits as possible. */
export function shortestDouble(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value);
}

export function isWhole(text: string): boolean {
  const [numerator, denominator] = fractionOf(text);
  return numerator % denominator === 0n;
}

/** Returns the whole number that decimal text represents. */
export function wholeOf(text: string): bigint {
  const [numerator, denominator] = fractionOf(text);
  return numerator / denominator;
}

/** Returns the digits of decimal text without its exponent, and without leading and trailing zeros. */
export function digitsOf(text: string): string {
  const [digits = ''] = text.split(/e/i);
  return digits.replace(/\D/g, '').replace(/^0+|0+$/g, '');
}

export const maxInt64 = 2n ** 63n - 1n;
export const minInt64 = -(2n ** 63n);
