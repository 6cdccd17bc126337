import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { errorIds, FamilyLab, onlyError, options, page, readOptions, sent, texts } from './familyLab.ts';

let lab: FamilyLab;

beforeAll(async () => {
  lab = await FamilyLab.start();
});

afterAll(() => lab.close());

type Case = [title: string, script: string, options: Record<string, string>];

const asText: Case[] = [
  [
    'properties given one by one [family.query.property-list]',
    'ALERT -Property id,currentScore',
    { $select: 'id%2CcurrentScore' },
  ],
  [
    'properties given in one text [family.query.property-list]',
    "ALERT -Property 'id,currentScore'",
    { $select: 'id%2CcurrentScore' },
  ],
  [
    'each element of a sort once [family.query.sort-escaped-once]',
    "ALERT -Sort 'a desc', 'b desc'",
    { $orderby: 'a%20desc%2Cb%20desc' },
  ],
  [
    'each property once [family.query.sort-escaped-once]',
    "ALERT -Property 'a b', 'c d'",
    { $select: 'a%20b%2Cc%20d' },
  ],
  [
    'what is expanded once [family.query.sort-escaped-once]',
    "ALERT -ExpandProperty 'a b', 'c d'",
    { $expand: 'a%20b%2Cc%20d' },
  ],
  ['no list of properties [family.query.property-null]', 'ALERT -Property @()', {}],
  ['no null for properties [family.query.property-null]', 'ALERT -Property $null', {}],
  ['no empty property [family.query.property-blank]', "ALERT -Property ''", {}],
  [
    'no empty element [family.query.property-empty-elements]',
    "ALERT -Property id, $null, '', status",
    { $select: 'id%2Cstatus' },
  ],
  ['no empty filter [family.query.filter-empty]', "ALERT -Filter ''", {}],
  ['no null for a filter [family.query.filter-empty]', 'ALERT -Filter $null', {}],
  ['a search in quotes [family.query.search-quoted]', "ALERT -Search 'x y'", { $search: '%22x%20y%22' }],
  ['0 for -Skip [family.query.zero]', 'ALERT -Skip 0', { $skip: '0' }],
  ['0 for -Top [family.query.zero]', 'ALERT -Top 0', { $top: '0' }],
  ['no null for -Top [family.query.null-number]', 'ALERT -Top $null', {}],
  ['no null for -Skip [family.query.null-number]', 'ALERT -Skip $null', {}],
  ['no empty -Skip [family.query.null-number]', "ALERT -Skip ''", {}],
  ['no empty -Top [family.query.null-number]', "ALERT -Top ''", {}],
  ['the size of a page [family.query.page-size]', 'ALERT -PageSize 5', { $top: '5' }],
  [
    'the size of a page beside a larger -Top [family.query.page-size]',
    'ALERT -Top 7 -PageSize 5',
    { $top: '5' },
  ],
  [
    'the size of a page beside a smaller -Top [family.query.page-size]',
    'ALERT -Top 3 -PageSize 5',
    { $top: '5' },
  ],
  ['the largest size of a page [family.query.page-size]', 'ALERT -PageSize 999', { $top: '999' }],
  ['the largest -Top that is one [family.query.top-thousand]', 'ALERT -Top 999', { $top: '999' }],
];

test.each(asText)('the query has %s', async (_, script, expected) => {
  const { requests } = await lab.mustRun(script);
  expect(requests.map(options)).toEqual([expected]);
});

const asRead: Case[] = [
  [
    'a filter with what a URL uses for itself [family.query.filter-escaped]',
    "ALERT -Filter \"displayName eq 'a&b#c é''=?/'\"",
    { $filter: "displayName eq 'a&b#c é''=?/'" },
  ],
  [
    'a % and what stands behind it [family.query.filter-percent]',
    'ALERT -Filter "displayName eq \'%41 100%25 %zz %\'"',
    { $filter: "displayName eq '%41 100%25 %zz %'" },
  ],
  [
    'a text that is escaped but has no blank [family.query.filter-percent]',
    "ALERT -Filter 'a%41b'",
    { $filter: 'a%41b' },
  ],
  [
    'a text of which a part is escaped [family.query.filter-percent]',
    'ALERT -Filter "displayName%20eq \'a\'"',
    { $filter: "displayName%20eq 'a'" },
  ],
  [
    'a text that is escaped but for the end of its line [family.query.filter-percent]',
    'ALERT -Filter "a%20b`n"',
    { $filter: 'a%20b\n' },
  ],
  [
    'a filter that came escaped, decoded [family.query.filter-escaped-whole]',
    "ALERT -Filter 'displayName%20eq%20%27a%26b%27'",
    { $filter: "displayName eq 'a&b'" },
  ],
  [
    'a filter that came escaped but for its quotes, decoded [family.query.filter-escaped-whole]',
    'ALERT -Filter "startswith(displayName%2C\'%C3%A9\')%20and%20isTest"',
    { $filter: "startswith(displayName,'é') and isTest" },
  ],
  [
    'text that begins with a quote [family.query.search-quoted]',
    'ALERT -Search \'"x y"\'',
    { $search: '"x y"' },
  ],
  [
    'a search of several words [family.query.search-quoted]',
    'ALERT -Search \'"a" OR "b"\'',
    { $search: '"a" OR "b"' },
  ],
  [
    'quotes inside a search [family.query.search-inner-quotes]',
    'ALERT -Search \'say "hi"\'',
    { $search: '"say \\"hi\\""' },
  ],
];

test.each(asRead)('the service reads %s', async (_, script, expected) => {
  const { requests } = await lab.mustRun(script);
  expect(requests.map(readOptions)).toEqual([expected]);
});

test('the offset of a date is no blank [family.query.filter-plus]', async () => {
  const { requests } = await lab.mustRun(
    "ALERT -Filter 'detectedDateTime ge 2024-01-01T00:00:00+02:00'; ALERT -Filter \"displayName eq '1+1'\"",
  );
  const filters = requests.map((request) => options(request)['$filter'] ?? '');
  expect(filters.map(decodeURIComponent)).toEqual([
    'detectedDateTime ge 2024-01-01T00:00:00+02:00',
    "displayName eq '1+1'",
  ]);
  for (const filter of filters) {
    expect(filter).toContain('%2B');
    expect(filter).not.toContain('+');
  }
});

test('all options go out together, each value as one [family.query.all-options]', async () => {
  const { requests } = await lab.mustRun(
    "ALERT -Top 5 -Skip 2 -Search 'a b' -Filter \"x eq 'y,z'\" -CountVariable n -Sort 'a desc', b -Property id, status -ExpandProperty c, d",
  );
  expect(requests.map(readOptions)).toEqual([
    {
      $top: '5',
      $skip: '2',
      $search: '"a b"',
      $filter: "x eq 'y,z'",
      $count: 'true',
      $orderby: 'a desc,b',
      $select: 'id,status',
      $expand: 'c,d',
    },
  ]);
  expect(requests[0]?.url).not.toMatch(/[, +]|%24/);
});

test('what is expanded is one value, escaped as a whole [family.query.expand]', async () => {
  const { requests } = await lab.mustRun(
    "SCORE -ExpandProperty 'requirements($select=id;$top=2)', 'history'",
  );
  expect(requests.map(readOptions)).toEqual([{ $expand: 'requirements($select=id;$top=2),history' }]);
  expect(options(requests[0])['$expand']).not.toMatch(/[$=;,]/);
});

test.each([
  ['a blank filter [family.query.blank]', "ALERT -Filter ' '", /-Filter/],
  ['a blank filter that is escaped [family.query.blank]', "ALERT -Filter '%20%09'", /-Filter/],
  ['a filter of tabs and line ends [family.query.blank]', 'ALERT -Filter "`t`r`n"', /-Filter/],
  ['a blank search [family.query.blank]', "ALERT -Search ' '", /-Search/],
  ['a negative -Skip [family.query.negative]', 'ALERT -Skip -1', /-Skip/],
  ['a negative -Top [family.query.negative]', 'ALERT -Top -1', /-Top/],
  ['a negative -Top beside -All [family.query.negative]', 'ALERT -Top -1 -All', /-Top/],
])('%s is an error that names the parameter, and sends nothing', async (_, script, name) => {
  const seen = await lab.run(script);
  expect([seen.requests, seen.output]).toEqual([[], []]);
  expect(onlyError(seen).message).toMatch(name);
});

test.each([
  ['-PageSize 0 [family.query.page-size-range]', 0],
  ['-PageSize 1000 [family.query.page-size-range]', 1000],
  ['-PageSize -3 [family.query.page-size-negative]', -3],
])('%s ends the statement and sends nothing', async (_, size) => {
  const { requests, terminating } = await lab.run(`ALERT -PageSize ${size}`);
  expect(requests).toEqual([]);
  expect(terminating).toMatchObject({
    message: `Invalid page size specified \`${size}\`. PageSize must be between 1 and 999 inclusive.`,
    category: 'InvalidArgument',
  });
});

test('a wrong -PageSize has one id [family.query.page-size-error-id]', async () => {
  const ids = [];
  for (const size of [0, 0, 1000]) {
    ids.push(...errorIds(await lab.run(`ALERT -PageSize ${size}`)));
  }
  expect(ids).toHaveLength(3);
  expect(new Set(ids).size).toBe(1);
});

test.each([
  ['text for -Top [family.query.top-text]', '-Top abc', 'ParameterArgumentTransformationError'],
  ['-Count without an argument [family.query.count-prefix]', '-Count', 'MissingArgument'],
])('%s ends the statement', async (_, parameters, id) => {
  const seen = await lab.run(`ALERT ${parameters}`);
  expect([sent(seen), errorIds(seen), seen.terminating === null]).toEqual([[], [id], false]);
});

test.each([1000, 1500])(
  '-Top %i is no option, and pages are followed [family.query.top-thousand]',
  async (top) => {
    const seen = await lab.mustRun(
      `ALERT -Top ${top} | % Id`,
      page(['a'], lab.link('$skiptoken=2')),
      page(['b']),
    );
    expect(texts(seen)).toEqual(['a', 'b']);
    expect(seen.requests.map(options)).toEqual([{}, { $skiptoken: '2' }]);
  },
);
