import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Engine, psQuote } from '../support/engine.ts';
import { internals } from '../support/internals.ts';
import { importModule } from '../support/lab.ts';
import { scaled } from '../torture/support/torture.ts';

// .NET Framework formats and parses numbers inexactly, so in Windows PowerShell the module uses arbitrary-precision
// integers. This .NET is exact, so the tests call the internal methods.
let engine: Engine;

beforeAll(async () => {
  engine = await Engine.start();
  await engine.run(`
    ${importModule}
    ${internals}
    $type = Get-Internal -Name ExactDecimal
    function Read-Decimal([string] $Text) { $type.GetMethod('Parse', $flags).Invoke($null, @($Text)) }
    function Get-Nearest([string] $Text, [long] $Guess, [int] $Mantissa) {
      $type.GetMethod('Nearest', $flags).Invoke((Read-Decimal -Text $Text), @($Guess, $Mantissa))
    }`);
});

afterAll(() => engine.close());

/** A binary floating-point format: the stored bits of the mantissa, the exponent bias, and the bits of infinity. */
interface Format {
  mantissa: number;
  bias: number;
  infinity: bigint;
}

const single: Format = { mantissa: 23, bias: 127, infinity: 0xffn << 23n };
const double: Format = { mantissa: 52, bias: 1023, infinity: 0x7ffn << 52n };

/** The number of samples in one script. */
const many = scaled(100, 200);

interface Sample {
  text: string;
  guess: bigint;
  mantissa: number;
  nearest: bigint;
}

/** Returns the midpoint between the number with these bits and the next number, as exact digits and a power of ten. */
function midpoint(bits: bigint, { mantissa, bias }: Format): [digits: bigint, exponent: number] {
  const stored = Number(bits >> BigInt(mantissa));
  const fraction = bits & ((1n << BigInt(mantissa)) - 1n);
  const whole = 2n * (stored === 0 ? fraction : fraction | (1n << BigInt(mantissa))) + 1n;
  const twos = Math.max(stored, 1) - bias - mantissa - 1;
  return twos >= 0 ? [whole << BigInt(twos), 0] : [whole * 5n ** BigInt(-twos), twos];
}

function samples(format: Format): fc.Arbitrary<Sample> {
  const { mantissa, infinity } = format;
  return fc
    .record({
      bits: fc.bigInt({ min: 0n, max: infinity - 1n }),
      away: fc.constantFrom(-1n, 0n, 1n),
      digits: fc.integer({ min: 0, max: 900 }),
      off: fc.constantFrom(-1n, 0n, 1n),
    })
    .map(({ bits, away, digits, off }) => {
      const [middle, exponent] = midpoint(bits, format);
      // The text is the midpoint, or differs from it by one in its last digit or in a digit up to 900 places later.
      const text = `${middle * 10n ** BigInt(digits) + away}e${exponent - digits}`;
      const even = bits % 2n === 0n ? bits : bits + 1n;
      const nearest = away === 0n ? even : away < 0n ? bits : bits + 1n;
      const guess = bits + off;
      return { text, mantissa, nearest, guess: guess < 0n ? 0n : guess };
    });
}

async function nearestOf(chosen: Sample[]): Promise<string[]> {
  const calls = chosen.map(
    ({ text, guess, mantissa }) => `Get-Nearest -Text '${text}' -Guess ${guess} -Mantissa ${mantissa}`,
  );
  const { output, errors, terminating } = await engine.run(calls.join('\n'));
  expect([errors, terminating]).toEqual([[], null]);
  return output.map(({ text }) => text);
}

test.each([
  ['Single', single],
  ['Double', double],
])(
  'text beside, and on, the middle of two numbers of type %s becomes the right one',
  async (_, format) => {
    const property = fc.asyncProperty(
      fc.array(samples(format), { minLength: many, maxLength: many }),
      async (chosen) => {
        expect(await nearestOf(chosen)).toEqual(chosen.map(({ nearest }) => `${nearest}`));
      },
    );
    await fc.assert(property, { numRuns: scaled(1, 5), endOnFailure: true });
  },
  120_000,
);

test('text of a number becomes that number', async () => {
  const view = new DataView(new ArrayBuffer(8));
  const bitsOf = (value: number) => {
    view.setFloat64(0, value);
    return view.getBigUint64(0);
  };
  const value = fc.double({ noNaN: true, noDefaultInfinity: true, min: 0 });
  const property = fc.asyncProperty(fc.array(value, { minLength: many, maxLength: many }), async (values) => {
    const chosen = values.flatMap((number) =>
      [`${number}`, number.toExponential(20)].map((text) => ({
        text,
        guess: bitsOf(number),
        mantissa: 52,
        nearest: bitsOf(number),
      })),
    );
    expect(await nearestOf(chosen)).toEqual(chosen.map(({ nearest }) => `${nearest}`));
  });
  await fc.assert(property, { numRuns: scaled(1, 5), endOnFailure: true });
}, 120_000);

test.each([
  ['0', 52, 0n],
  ['0.000e999999999999999999', 52, 0n],
  ['1e-999999999999999999', 52, 0n],
  ['1e999999999999999999', 52, double.infinity],
  ['1e-400', 52, 0n],
  ['3.4028236e38', 23, single.infinity],
  ['3.40282351e38', 23, single.infinity - 1n],
  ['1e-45', 23, 1n],
])('%s, with %d stored bits, from both ends', async (text, mantissa, nearest) => {
  // The guess is the nearest number, or is one step away from it.
  const guesses = nearest === 0n ? [0n, 1n] : [nearest - 1n, nearest];
  const found = await nearestOf(guesses.map((guess) => ({ text, mantissa, guess, nearest })));
  expect(found).toEqual([`${nearest}`, `${nearest}`]);
});

test.each(['', '.', '-', '1e', 'e1', '1.2.3', '0x10', '1,5', '1 2', 'NaN', 'Infinity', '1_0'])(
  '"%s" is not a decimal number',
  async (text) => {
    const { output } = await engine.run(`$null -eq (Read-Decimal -Text ${psQuote(text)})`);
    expect(output.map(({ text }) => text)).toEqual(['True']);
  },
);

test.each([
  ['12', '12'],
  ['-0', '0'],
  ['1.0e3', '1000'],
  ['1200e-2', '12'],
  ['.5e1', '5'],
  ['9223372036854775807', '9223372036854775807'],
  ['-9223372036854775808', '-9223372036854775808'],
  ['9223372036854775808', ''],
  ['1e19', ''],
  ['1.5', ''],
  ['1e-1', ''],
  ['1e999999999999999999', ''],
])('%s as a whole number is "%s"', async (text, whole) => {
  const { output } = await engine.run(
    `"" + $type.GetMethod('ToInt64', $flags).Invoke((Read-Decimal -Text '${text}'), @())`,
  );
  expect(output.map(({ text }) => text)).toEqual([whole]);
});
