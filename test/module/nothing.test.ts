import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { psQuote } from '../support/engine.ts';
import { readJson } from '../support/exactJson.ts';
import { command, Lab, models } from '../support/lab.ts';
import { scaled } from '../torture/support/torture.ts';

let lab: Lab;

beforeAll(async () => {
  lab = await Lab.start();
});

afterAll(() => lab.close());

/** A value as a PowerShell expression, and its expected JSON; undefined when the value must be left out. */
interface Sample {
  expression: string;
  json: unknown;
  /** The paths, relative to this value, of the parts that must be left out. */
  leftOut: string[];
  /** Whether any part of the value counts as given: a value, a null that is sent, or an empty object or array. */
  isGiven: boolean;
}

const automationNull = '([System.Management.Automation.Internal.AutomationNull]::Value)';

const absent = (...expressions: string[]): fc.Arbitrary<Sample> =>
  fc.constantFrom(...expressions).map((expression) => ({
    expression,
    json: undefined,
    leftOut: [''],
    isGiven: false,
  }));

const value = (...pairs: [expression: string, json: unknown][]): fc.Arbitrary<Sample> =>
  fc.constantFrom(...pairs).map(([expression, json]) => ({
    expression,
    json,
    leftOut: [],
    isGiven: true,
  }));

const nothing = absent('$null', automationNull, '([NullString]::Value)');
const blankToo = fc.oneof(nothing, absent("''", "' '", '"`t"'));
const explicit = value(['([DBNull]::Value)', null]);
const text = value(["'x'", 'x'], ["''", ''], ["'null'", 'null']);

function object(members: Record<string, fc.Arbitrary<Sample>>): fc.Arbitrary<Sample> {
  return fc.tuple(fc.record(members, { requiredKeys: [] }), fc.boolean()).map(([chosen, isObject]) => {
    const entries = Object.entries(chosen) as [string, Sample][];
    const table = `[ordered]@{ ${entries.map(([name, { expression }]) => `${name} = ${expression}`).join('; ')} }`;
    return {
      expression: isObject ? `([pscustomobject]${table})` : `(${table})`,
      json: new Map(
        entries.filter(([, { json }]) => json !== undefined).map(([name, { json }]) => [name, json]),
      ),
      leftOut: entries.flatMap(([name, { leftOut }]) => leftOut.map((path) => join(name, path))),
      isGiven: entries.length === 0 || entries.some(([, { isGiven }]) => isGiven),
    };
  });
}

function join(head: string, tail: string): string {
  return tail === '' || tail.startsWith('[') ? `${head}${tail}` : `${head}.${tail}`;
}

/** Returns an array expression. The leading comma prevents PowerShell from unrolling a single element. */
function list(items: Sample[]): string {
  const elements = items.map(({ expression }) => expression).join(', ');
  return `([object[]]@(${items.length === 1 ? ', ' : ''}${elements}))`;
}

/** Returns arrays for an unknown property. Their nulls are sent. */
function unknownArray(element: fc.Arbitrary<Sample>): fc.Arbitrary<Sample> {
  return fc.array(element, { maxLength: 3 }).map((items) => ({
    expression: list(items),
    json: items.map(({ json }) => json ?? null),
    leftOut: items.flatMap(({ json, leftOut }, index) =>
      json === undefined ? [] : leftOut.map((path) => join(`[${index}]`, path)),
    ),
    isGiven: items.length === 0 || items.some(({ json, isGiven }) => json === undefined || isGiven),
  }));
}

/**
 * Returns arrays for a declared property, which are sent without nulls and empty elements. The array is left out when
 * no element remains and at least one was null or had a property without a value.
 */
function declaredArray(element: fc.Arbitrary<Sample>): fc.Arbitrary<Sample> {
  return fc.array(element, { maxLength: 3 }).map((items) => {
    const kept = items.filter(({ json }) => !isEmpty(json));
    const lacksValues = kept.length === 0 && items.some(({ leftOut }) => leftOut.length > 0);
    return {
      expression: list(items),
      json: lacksValues ? undefined : kept.map(({ json }) => json),
      leftOut: lacksValues
        ? ['']
        : items.flatMap(({ json, leftOut }, index) =>
            isEmpty(json) ? [`[${index}]`] : leftOut.map((path) => join(`[${index}]`, path)),
          ),
      isGiven: lacksValues ? false : kept.length === 0 || kept.some(({ isGiven }) => isGiven),
    };
  });
}

const isEmpty = (json: unknown) => json === undefined || (json instanceof Map && json.size === 0);

const unknown = fc.letrec<{ tree: Sample }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    fc.oneof(absent('$null', automationNull), explicit, text, value(['$true', true])),
    object({ a: tie('tree'), b: tie('tree'), c: tie('tree') }),
    unknownArray(
      fc.oneof(tie('tree'), absent('$null')).filter(({ expression }) => expression !== automationNull),
    ),
  ),
})).tree;

const number = fc.oneof(blankToo, explicit, value(['7', { digits: '7' }], ["' 7 '", { digits: '7' }]));
const date = fc.oneof(blankToo, explicit, value(["'2024-01-15T12:00:00Z'", '2024-01-15T12:00:00.0000000Z']));
const anyText = fc.oneof(nothing, explicit, text);

const body = object({
  x: unknown,
  y: unknown,
  id: anyText,
  currentScore: number,
  updatedDateTime: date,
  history: fc.oneof(
    nothing,
    explicit,
    declaredArray(
      fc.oneof(absent('$null'), object({ id: anyText, score: number, createdDateTime: date, z: unknown })),
    ),
  ),
});

test('nothing, in any form and at any depth, is left out of a body, and named', async () => {
  await fc.assert(
    fc.asyncProperty(body, async ({ expression, json, leftOut, isGiven }) => {
      const before = lab.server.requests.length;
      const { verbose, errors, terminating } = await lab.run(
        `$null = ${command} -BodyParameter ${expression} -Verbose`,
      );
      const sent = lab.server.requests.slice(before).map(({ text }) => comparable(readJson(text)));
      if (!isGiven && leftOut.length > 0) {
        expect(sent).toEqual([]);
        expect(errors[0]?.message).toContain('None of the specified properties has a value: ');
        return;
      }
      expect([errors, terminating, sent]).toEqual([[], null, [json]]);
      const line =
        verbose.find((line) => line.startsWith('Properties left out because they have no value: ')) ?? '';
      const names = line.replace(/^.*?: |\.$/g, '').split(', ');
      expect(line.includes(' more.') ? leftOut : names).toEqual(expect.arrayContaining(leftOut));
    }),
    { numRuns: scaled(40, 200) },
  );
}, 120_000);

test('an explicit null of JSON text is sent as written, at any depth', async () => {
  const leaf = fc.constantFrom(null, true, 'x', '', 1.5);
  const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 4, depthSize: 'small' },
      leaf,
      fc.array(tie('tree'), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom('a', 'b', 'currentScoreX'), tie('tree'), { maxKeys: 3 }),
    ),
  }));
  const entry = fc.record({ id: fc.constantFrom(null, 'i'), score: fc.constantFrom(null, 2), z: tree });
  const insight = fc.record({
    tenantId: fc.constantFrom(null, 't'),
    mfa: fc.constantFrom(null, { extra: null }),
  });
  const sample = fc.record(
    {
      x: tree,
      id: fc.constantFrom(null, 'null'),
      currentScore: fc.constantFrom(null, 1),
      updatedDateTime: fc.constant(null),
      customerInsights: fc.oneof(
        fc.constant(null),
        fc.array(fc.oneof(fc.constant(null), insight), { maxLength: 3 }),
      ),
      history: fc.oneof(fc.constant(null), fc.array(fc.oneof(fc.constant(null), entry), { maxLength: 3 })),
    },
    { requiredKeys: [] },
  );
  await fc.assert(
    fc.asyncProperty(sample, fc.boolean(), async (written, isPiped) => {
      const json = psQuote(JSON.stringify(written));
      const sent = await lab.sent(
        isPiped ? `$null = ${json} | ${command}` : `$null = ${command} -BodyParameter ${json}`,
      );
      expect(sent.map((text) => JSON.parse(text))).toEqual([written]);
    }),
    { numRuns: scaled(30, 150) },
  );
}, 120_000);

describe('a parameter without a value', () => {
  test.each([
    [
      'of each type',
      '-Id $null -CurrentScore $null -UpdatedDateTime $null -History $null -AdditionalProperties $null',
    ],
    ['that is blank', "-CurrentScore '' -UpdatedDateTime ' '"],
    ['that no command gave', `-Id ${automationNull} -History ${automationNull}`],
    ['that is splatted', '@nulls'],
  ])('%s is left out, and named', async (_, parameters) => {
    const before = lab.server.requests.length;
    const { verbose } = await lab.mustRun(`
      $nulls = @{ Id = $null; CurrentScore = $null; LastRefreshDateTime = $null; Requirements = $null }
      $null = ${command} ${parameters} -MaxScore 1 -Verbose`);
    expect(lab.server.requests.slice(before).map(({ text }) => text)).toEqual(['{"maxScore":1}']);
    expect(verbose[0]).toMatch(/^Properties left out because they have no value: .*\b(id|currentScore)\b/);
  });

  test('from $PSDefaultParameterValues is left out too', async () => {
    const text = `$PSDefaultParameterValues['${command}:CurrentScore'] = $null
      try { $null = ${command} -MaxScore 1 } finally { $PSDefaultParameterValues.Clear() }`;
    expect(await lab.sent(text)).toEqual(['{"maxScore":1}']);
  });

  test('alone is an error that names it, and nothing is sent', async () => {
    const { errors, terminating } = await lab.sendsNothing(`${command} -MaxScore $null`);
    expect(terminating).toBeNull();
    expect(errors.map(({ message }) => message)).toEqual([
      'None of the specified properties has a value: maxScore. Nothing was sent. Specify a value for at least one of them. To clear a property, specify ([System.DBNull]::Value).',
    ]);
  });

  test('in all elements of an array does not empty that array', async () => {
    expect(
      await lab.sent(`
        $null = ${command} -MaxScore 1 -History @{ score = $null }, @{ createdDateTime = '' }
        $null = ${command} -MaxScore 2 -History @{ score = $null }, @{ score = 5 }`),
    ).toEqual(['{"maxScore":1}', '{"maxScore":2,"history":[{"score":5}]}']);
    await lab.sendsNothing(`${command} -History @{ score = $null }`);
  });

  test('as an element of an array does not empty it, and -Verbose names the array [input.null-elements]', async () => {
    const before = lab.server.requests.length;
    const { verbose } = await lab.mustRun(
      `$null = ${command} -CurrentScore 1 -History @($typo) -Verbose; $null = ${command} -BodyParameter @{ id = 'a'; history = @($typo, @{}) }`,
    );
    expect(lab.server.requests.slice(before).map(({ text }) => text)).toEqual([
      '{"currentScore":1}',
      '{"id":"a"}',
    ]);
    expect(verbose[0]).toBe('Properties left out because they have no value: history.');
  });

  test.each([
    '-History @($typo)',
    '-BodyParameter @{ history = @($typo) }',
    '-AdditionalProperties @{ a = @{ b = $typo } }',
    '-AdditionalProperties @{ a = @(@{ b = $typo }) }',
    '-BodyParameter @{ customerInsights = @(@{ mfa = @{ compliantCount = $typo } }) }',
  ])('at any depth, beside nothing that has one, is an error: %s', async (parameters) => {
    const { errors } = await lab.sendsNothing(`${command} ${parameters}`);
    expect(errors.map(({ message }) => message)).toEqual([
      expect.stringMatching(
        /^None of the specified properties has a value: \S+\. Nothing was sent\. Specify a value .* To clear a property, specify .*\.$/,
      ),
    ]);
  });

  test.each([
    ['-History @() -Id $typo', '{"history":[]}'],
    ['-History @{} -Id $typo', '{"history":[]}'],
    ['-AdditionalProperties @{ a = @{} } -Id $typo', '{"a":{}}'],
    ['-AdditionalProperties @{ a = @(); b = $typo }', '{"a":[]}'],
    [
      '-BodyParameter @{ customerInsights = @(@{ mfa = @{} }); id = $typo }',
      '{"customerInsights":[{"mfa":{}}]}',
    ],
  ])('is told from what is empty by itself: %s', async (parameters, sent) => {
    expect(await lab.sent(`$null = ${command} ${parameters}`)).toEqual([sent]);
  });

  test('is told from a zero and an empty text', async () => {
    expect(await lab.sent(`$null = ${command} -CurrentScore 0 -Id '' -History @()`)).toEqual([
      '{"id":"","currentScore":0,"history":[]}',
    ]);
  });
});

describe('an added member', () => {
  const score = `[${models}.MicrosoftGraphPartnerSecurityScore]`;

  test('of any model in a body goes out, each time anew', async () => {
    const sent = await lab.sent(`
      $score = ${score}@{ customerInsights = @(@{ mfa = @{ totalUsersCount = 1 } }) }
      $score.CustomerInsights[0].Mfa | Add-Member -NotePropertyName note -NotePropertyValue @{ a = $null; b = 2 }
      $null = $score | ${command}
      $score.CustomerInsights[0].Mfa.note.b = 3
      $null = $score | ${command}`);
    expect(sent).toEqual([
      '{"customerInsights":[{"mfa":{"note":{"b":2},"totalUsersCount":1}}]}',
      '{"customerInsights":[{"mfa":{"note":{"b":3},"totalUsersCount":1}}]}',
    ]);
  });

  test('in the place of a declared property counts once', async () => {
    const { errors } = await lab.sendsNothing(`
      $score = ${score}@{ currentScore = 1 }
      $score | Add-Member -Force -NotePropertyName CurrentScore -NotePropertyValue 5
      ${command} -BodyParameter $score`);
    expect(errors[0]?.message).toContain('Key: currentScore');
  });

  test('does not come from looking at a model', async () => {
    const sent = await lab.sent(`
      $score = ${score}@{ id = 'a' }
      $null = [System.Management.Automation.PSSerializer]::Serialize($score), ($score | Format-List | Out-String), ($score | Select-Object *)
      $null = $score | ${command}`);
    expect(sent).toEqual(['{"id":"a"}']);
  });
});

/** Returns the received JSON with numbers represented by their digits. */
function comparable(json: unknown): unknown {
  if (json instanceof Map) {
    return new Map([...json].map(([name, member]) => [name, comparable(member)]));
  }
  if (Array.isArray(json)) {
    return json.map(comparable);
  }
  return typeof json === 'object' && json !== null ? { digits: (json as { text: string }).text } : json;
}
