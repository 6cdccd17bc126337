import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type PsObject, psQuote } from '../support/engine.ts';
import { JsonNumber, readJson } from '../support/exactJson.ts';
import { command, Lab } from '../support/lab.ts';
import { scaled } from '../torture/support/torture.ts';

let lab: Lab;

beforeAll(async () => {
  lab = await Lab.start();
});

afterAll(() => lab.close());

/** A value as a PowerShell expression, and its expected JSON. */
interface Sample {
  expression: string;
  json: unknown;
}

const anyText = fc.string({ unit: 'binary', maxLength: 20 });

const text: fc.Arbitrary<Sample> = anyText.map((value) => ({ expression: psQuote(value), json: value }));

const single: fc.Arbitrary<Sample> = fc.float({ noNaN: true, noDefaultInfinity: true }).map((value) => ({
  expression: `[BitConverter]::ToSingle([BitConverter]::GetBytes([int]${new Int32Array(new Float32Array([value]).buffer)[0]}), 0)`,
  json: { single: value },
}));

const int64: fc.Arbitrary<Sample> = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map((value) => ({
  expression: `[long]'${value}'`,
  json: { digits: `${value}` },
}));

/** A date as ticks of 100 ns, from year 1 to year 9999. */
const date: fc.Arbitrary<Sample> = fc.bigInt({ min: 0n, max: 3155378975999999999n }).map((ticks) => ({
  expression: `[datetime]::new([long]${ticks}, 'Utc')`,
  json: isoOf(ticks),
}));

const unknown: fc.Arbitrary<Sample> = fc.oneof(
  { maxDepth: 3 },
  text,
  int64,
  date,
  fc.boolean().map((value) => ({ expression: `$${value}`, json: value })),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => ({
    expression: `[BitConverter]::Int64BitsToDouble([long]'${new BigInt64Array(new Float64Array([value]).buffer)[0]}')`,
    json: { double: value },
  })),
  fc.array(fc.oneof(text, int64), { maxLength: 3 }).map((items) => ({
    expression: `@(${items.map(({ expression }) => `(${expression})`).join(', ')})`,
    json: items.map(({ json }) => json),
  })),
  fc.array(fc.tuple(anyText, text), { maxLength: 3 }).map(numbered),
);

const history: fc.Arbitrary<Sample> = record({
  id: text,
  score: single,
  createdDateTime: date,
  totalRequirementsCount: int64,
});
const mfa: fc.Arbitrary<Sample> = record({ totalUsersCount: int64, securityDefaultsStatus: text });
const insight: fc.Arbitrary<Sample> = record({ tenantId: text, mfa });
const requirement: fc.Arbitrary<Sample> = record({
  '@odata.type': text,
  helpUrl: text,
  score: int64,
  updatedDateTime: date,
});

const body: fc.Arbitrary<Sample> = fc
  .tuple(
    record({
      id: text,
      currentScore: single,
      maxScore: single,
      lastRefreshDateTime: date,
      history: list(history),
      customerInsights: list(insight),
      requirements: list(requirement),
    }),
    fc.array(fc.tuple(anyText, unknown), { maxLength: 4 }).map(numbered),
  )
  .map(([declared, others]) => ({
    expression: `(${declared.expression} + ${others.expression})`,
    json: new Map([...(others.json as Map<string, unknown>), ...(declared.json as Map<string, unknown>)]),
  }));

test('any body goes from a hashtable to the server and back as it is', async () => {
  await fc.assert(
    fc.asyncProperty(body, async ({ expression, json }) => {
      lab.server.reply(({ request, response }) => {
        response.writeHead(200, { 'Content-Type': 'application/json' }).end(request.text);
      });
      const sent = await lab.sent(`
        $answer = ${command} -BodyParameter ${expression}
        $null = $answer | ${command}`);
      expect(sent).toHaveLength(2);
      expect(comparable(readJson(sent[0] ?? ''), json)).toEqual(json);
      expect(readJson(sent[1] ?? '')).toEqual(readJson(sent[0] ?? ''));
    }),
    { numRuns: scaled(15, 75) },
  );
}, 120_000);

test('5,000 history entries arrive, and come back as objects', async () => {
  const { output } = await lab.mustRun(`
    $entries = foreach ($i in 1..5000) { @{ id = "e$i"; score = $i / 8; createdDateTime = [datetime]::new(638000000000000000 + $i, 'Utc') } }
    $answer = ${command} -History $entries
    $answer.History.Count; $answer.History[4999].Id; $answer.History[4999].Score; $answer.History[4999].CreatedDateTime.Ticks`);
  expect(output.map(({ text }: PsObject) => text)).toEqual(['5000', 'e5000', '625', '638000000000005000']);
});

function record(members: Record<string, fc.Arbitrary<Sample>>): fc.Arbitrary<Sample> {
  return fc
    .record(members, { requiredKeys: [] })
    .filter((chosen) => Object.keys(chosen).length > 0)
    .map((chosen) => hashtable(Object.entries(chosen) as [string, Sample][]));
}

function list(element: fc.Arbitrary<Sample>): fc.Arbitrary<Sample> {
  return fc.array(element, { maxLength: 3 }).map((items) => ({
    expression: `@(${items.map(({ expression }) => expression).join(', ')})`,
    json: items.map(({ json }) => json),
  }));
}

function hashtable(entries: [string, Sample][]): Sample {
  return {
    expression: `@{ ${entries.map(([key, { expression }]) => `${psQuote(key)} = ${expression}`).join('; ')} }`,
    json: new Map(entries.map(([key, { json }]) => [key, json])),
  };
}

/**
 * Returns a hashtable with a number in each key. PowerShell's hashtables treat keys as equal if they differ only in
 * characters that comparisons ignore.
 */
function numbered(entries: [string, Sample][]): Sample {
  return hashtable(entries.map(([key, value], index) => [`k${index}${key}`, value]));
}

/** Formats a date, given in ticks since year 1, as it is sent. */
function isoOf(ticks: bigint): string {
  const sinceEpoch = ticks / 10_000n - 62_135_596_800_000n;
  const whole = new Date(Number(sinceEpoch)).toISOString();
  return `${whole.slice(0, -1)}${String(ticks % 10_000n).padStart(4, '0')}Z`;
}

/** Returns the received JSON with each number read as the expected number type. */
function comparable(actual: unknown, expected: unknown): unknown {
  if (actual instanceof JsonNumber) {
    const { single: meant, double } = (expected ?? {}) as { single?: number; double?: number };
    if (meant !== undefined) {
      return { single: Math.fround(Number(actual.text)) };
    }
    return double === undefined ? { digits: actual.text } : { double: Number(actual.text) };
  }
  if (actual instanceof Map) {
    const meant = expected instanceof Map ? expected : new Map();
    return new Map([...actual].map(([key, value]) => [key, comparable(value, meant.get(key))]));
  }
  if (Array.isArray(actual)) {
    return actual.map((value, index) =>
      comparable(value, Array.isArray(expected) ? expected[index] : undefined),
    );
  }
  return actual;
}
