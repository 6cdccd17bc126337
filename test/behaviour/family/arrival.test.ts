import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { psQuote } from '../../support/psQuote.ts';
import { scaled } from '../../torture/support/torture.ts';
import { FamilyLab, readOptions } from './familyLab.ts';

let lab: FamilyLab;

beforeAll(async () => {
  lab = await FamilyLab.start();
});

afterAll(() => lab.close());

/** Strings that have a meaning in URLs, URL templates or OData, and other characters that are often mishandled. */
const delicate = [
  ...['%', '%2', '%41', '%25', '%20', '%2F', '+', '&', '=', '#', '?', '/', '\\', '.', '..', ',', ';', ':'],
  ...[
    '$',
    '$top',
    '$filter=',
    '{',
    '}',
    '{x}',
    "'",
    '"',
    '\u2019',
    ' ',
    '\t',
    '\n',
    '\0',
    '\u00a0',
    '\ufeff',
  ],
  ...[
    'a',
    'é',
    'e\u0301',
    '\u00df',
    '龍',
    '🐧',
    '\u{10ffff}',
    '~',
    '!',
    '*',
    '(',
    ')',
    '@',
    '|',
    '^',
    '`',
    '<',
    '\u007f',
  ],
];

const text = fc
  .oneof(
    fc.string({ unit: 'grapheme', maxLength: 30 }),
    fc.string({ unit: 'binary', maxLength: 30 }),
    fc.array(fc.constantFrom(...delicate), { maxLength: 12 }).map((parts) => parts.join('')),
  )
  .filter((value) => !isBlank(value));

/** Whether the text is blank to JavaScript or .NET. `\s` includes U+FEFF; .NET's white space includes U+0085. */
function isBlank(value: string): boolean {
  return /^[\s\u0085]*$/.test(value);
}

/** Whether the text looks like a filter that is already percent-encoded, with at least one encoded space. */
function isEscapedWhole(value: string): boolean {
  return /^(?:[\w.~'()*!-]|%[\da-f]{2})*$/i.test(value) && value.includes('%20');
}

/** Runs `call` for each value of `$value`, and returns the part of each request's URL that `read` extracts. */
async function arrived(
  values: readonly string[],
  call: string,
  read: (url: string) => string,
): Promise<string[]> {
  const { requests } = await lab.mustRun(
    `foreach ($value in @(${values.map(psQuote).join(', ')})) { $null = ${call} }`,
  );
  return requests.map(({ url }) => read(url));
}

const option = (name: string) => (url: string) => {
  const read = readOptions({ url });
  expect(Object.keys(read)).toEqual([name]);
  return read[name] ?? '';
};

const lastSegment = (url: string) => {
  const [, segment = ''] = /^\/beta\/security\/partner\/securityAlerts\/([^/?#]+)$/.exec(url) ?? [];
  return decodeURIComponent(segment);
};

/** The number of values in one script. The minimum is 1 so that fast-check can shrink a failure to a single value. */
const manyAtOnce = { minLength: 1, maxLength: scaled(40, 100), size: 'max' } as const;

const id = text.filter((value) => value !== '.' && value !== '..');

test.each([
  ['id', id, 'ALERT -PartnerSecurityAlertId $value', lastSegment],
  ['id in an identity', id, 'ALERT -InputObject @{ PartnerSecurityAlertId = $value }', lastSegment],
  ['id of an update', id, 'UPDATE -PartnerSecurityAlertId $value -Status x', lastSegment],
  [
    'filter that is not escaped as a whole',
    text.filter((value) => !isEscapedWhole(value)),
    'ALERT -Filter $value',
    option('$filter'),
  ],
  ['sort', text, 'ALERT -Sort $value', option('$orderby')],
])('any %s arrives as it was given', async (_, value, call, read) => {
  const values = fc.array(value, manyAtOnce);
  await fc.assert(
    fc.asyncProperty(values, async (given) => {
      expect(await arrived(given, call, read)).toEqual(given);
    }),
    { numRuns: scaled(1, 3) },
  );
});

test('any list of sorts arrives as its elements with commas between', async () => {
  const lists = fc.array(fc.array(text, { minLength: 2, maxLength: 4 }), manyAtOnce);
  await fc.assert(
    fc.asyncProperty(lists, async (given) => {
      const { requests } = await lab.mustRun(
        given.map((list) => `$null = ALERT -Sort ${list.map(psQuote).join(', ')}`).join('\n'),
      );
      expect(requests.map(({ url }) => option('$orderby')(url))).toEqual(given.map((list) => list.join(',')));
    }),
    { numRuns: scaled(1, 3) },
  );
});

test('any filter that is escaped as a whole arrives as it was before', async () => {
  const values = fc.array(
    text.filter((value) => value.includes(' ')),
    manyAtOnce,
  );
  await fc.assert(
    fc.asyncProperty(values, async (given) => {
      expect(await arrived(given.map(encodeURIComponent), 'ALERT -Filter $value', option('$filter'))).toEqual(
        given,
      );
    }),
    { numRuns: scaled(1, 3) },
  );
});
