import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { errorIds, FamilyLab, onlyError, sent } from './familyLab.ts';

let lab: FamilyLab;

beforeAll(async () => {
  lab = await FamilyLab.start();
});

afterAll(() => lab.close());

type Case = [title: string, script: string, sent: string[]];

const id = 'PartnerSecurityAlertId';

const works: Case[] = [
  [
    'an id is one segment, whatever is in it [family.ids.escaped]',
    `'a/b', 'a b', 'é', 'a?b#c', 'a%2Fb', '...' | % { ALERT -${id} $_ }`,
    ['a%2Fb', 'a%20b', '%C3%A9', 'a%3Fb%23c', 'a%252Fb', '...'].map((text) => `GET securityAlerts/${text}`),
  ],
  [
    'a hashtable is an identity, with keys in any case [family.ids.hashtable]',
    "ALERT -InputObject @{ PARTNERsecurityalertid = 'a1' }; ALERT -InputObject ([ordered]@{ other = 'x'; PartnerSecurityAlertId = 5 })",
    ['GET securityAlerts/a1', 'GET securityAlerts/5'],
  ],
  [
    'a hashtable may have the names of the path [family.ids.hashtable-path-names]',
    "ALERT -InputObject @{ 'partnerSecurityAlert-id' = 'a1' }; INSIGHT -InputObject @{ 'customerInsight-tenantId' = 't1' }",
    ['GET securityAlerts/a1', 'GET securityScore/customerInsights/t1'],
  ],
  [
    'JSON text is an identity [family.ids.json]',
    `ALERT -InputObject '{"partnerSecurityAlert-id":"a1"}'; UPDATE -InputObject '{"partnerSecurityAlert-id":"a2"}' -Status x`,
    ['GET securityAlerts/a1', 'PATCH securityAlerts/a2 {"status":"x"}'],
  ],
  [
    'an object is an identity [family.ids.pscustomobject]',
    `ALERT -InputObject ([pscustomobject]@{ ${id} = 'a1' }); [pscustomobject]@{ ${id} = 'a2' } | ALERT; [pscustomobject]@{ Id = 'a3' } | ALERT`,
    ['GET securityAlerts/a1', 'GET securityAlerts/a2', 'GET securityAlerts/a3'],
  ],
  [
    'a CSV file of ids can be piped [family.ids.pscustomobject]',
    "'id', 'a1', 'a2' | ConvertFrom-Csv | UPDATE -Status resolved",
    ['PATCH securityAlerts/a1 {"status":"resolved"}', 'PATCH securityAlerts/a2 {"status":"resolved"}'],
  ],
];

test.each(works)('%s', async (_, script, expected) => {
  const seen = await lab.mustRun(script);
  expect(sent(seen)).toEqual(expected);
});

test("'$count' asks for no count, and its answer is not an object [family.ids.count]", async () => {
  const seen = await lab.run(`ALERT -${id} '$count'`, {
    headers: { 'Content-Type': 'text/plain' },
    body: '5',
  });
  expect([sent(seen), seen.output]).toEqual([['GET securityAlerts/%24count'], []]);
  onlyError(seen);
});

const emptyText = 'ParameterArgumentValidationErrorEmptyStringNotAllowed';
const nullNotAllowed = 'ParameterArgumentValidationErrorNullNotAllowed';
const ambiguous = 'AmbiguousParameterSet';

test.each([
  ['an empty id [family.ids.empty]', `ALERT -${id} ''`, emptyText],
  ['null for an id [family.ids.empty]', `ALERT -${id} $null`, emptyText],
  ['an empty id of an update [family.ids.empty]', `UPDATE -${id} '' -Status x`, emptyText],
  ['an id beside -Top [family.ids.ambiguous]', `ALERT -${id} a -Top 1`, ambiguous],
  ['an id beside -All [family.ids.ambiguous]', `ALERT -${id} a -All`, ambiguous],
  ['an id beside -Filter [family.ids.ambiguous]', `ALERT -${id} a -Filter x`, ambiguous],
  [
    'an id beside an identity [family.ids.ambiguous]',
    `ALERT -${id} a -InputObject @{ ${id} = 'a' }`,
    ambiguous,
  ],
  ['two ids [family.ids.two]', `ALERT -${id} a, b`, 'ParameterArgumentTransformationError'],
  ['an id without a name [family.ids.positional]', "ALERT 'a1'", 'PositionalParameterNotFound'],
  ['null for an identity [family.ids.null]', 'ALERT -InputObject $null', nullNotAllowed],
  ['an update without any id [family.ids.no-id]', 'UPDATE -Status x', 'MissingMandatoryParameter'],
])('%s ends the statement with nothing sent', async (_, script, errorId) => {
  const seen = await lab.run(script);
  expect([sent(seen), errorIds(seen), seen.terminating === null]).toEqual([[], [errorId], false]);
});

const forms = (value: string) => [
  `ALERT -${id} ${value}`,
  `UPDATE -${id} ${value} -Status x`,
  `ALERT -InputObject @{ ${id} = ${value} }`,
  `[MODELS.SecurityIdentity]@{ ${id} = ${value} } | UPDATE -Status x`,
];

test.each([
  ['a blank id [family.ids.blank]', [...forms("' '"), ...forms('"`t"')]],
  ['an id of one dot or two [family.ids.dots]', [...forms("'.'"), ...forms("'..'")]],
  ['an empty id in an identity [family.ids.member-empty]', forms("''").slice(2)],
])('%s is an error that names it, with nothing sent', async (_, scripts) => {
  for (const script of scripts) {
    const seen = await lab.run(script);
    expect([script, sent(seen), seen.output]).toEqual([script, [], []]);
    expect(onlyError(seen).message).toMatch(/partnerSecurityAlert-?id/i);
  }
});

test('an id that occurs twice, in different spellings, is an error', async () => {
  const seen = await lab.run(`'{"id":"a1","ID":"a2"}' | UPDATE -Status x`);
  expect(sent(seen)).toEqual([]);
  expect(onlyError(seen).message).toMatch(/id: The property is specified twice/);
});

test.each([
  `UPDATE -${id} ([MODELS.MicrosoftGraphPartnerSecurityAlert]@{ Id = 'a1' }) -Status x`,
  `ALERT -${id} @{ ${id} = 'a1' }`,
])('an object where its id is meant is an error: %s [family.ids.object-text]', async (script) => {
  const seen = await lab.run(script);
  expect([sent(seen), seen.output]).toEqual([[], []]);
  expect(onlyError(seen).message).toMatch(/^-PartnerSecurityAlertId is '\S+', which is the name of a type/);
});

test.each([
  ['the text of an id [family.ids.text]', "ALERT -InputObject 'a1'"],
  ['the text of an id for an update [family.ids.text]', "UPDATE -InputObject 'a1' -Status x"],
  ['a piped text of an id [family.ids.text]', "'a1' | ALERT"],
  ['a piped text of an id for an update [family.ids.text]', "'a1' | UPDATE -Status x"],
])('%s is an error that says what an identity is', async (_, script) => {
  const seen = await lab.run(script);
  expect([sent(seen), seen.output]).toEqual([[], []]);
  expect(onlyError(seen).message).toMatch(/identity/i);
  expect(onlyError(seen).message).toMatch(/partnerSecurityAlert-?id/i);
});

test.each([
  ["ALERT -InputObject @{ id = 'a1' }", 'PartnerSecurityAlertId'],
  ["INSIGHT -InputObject @{ tenantId = 't1' }", 'CustomerInsightTenantId'],
])('a hashtable without the key that an identity needs is an error: %s', async (script, key) => {
  const seen = await lab.run(script);
  expect([sent(seen), seen.output]).toEqual([[], []]);
  expect(onlyError(seen).message).toContain(`The dictionary has no key ${key}.`);
});

test.each([
  ['ALERT', 'GET securityAlerts/a2'],
  ['UPDATE -Status x', 'PATCH securityAlerts/a2 {"status":"x"}'],
])(
  'an identity without the id that %s needs is one error, and the others go on [family.ids.member-missing]',
  async (command, request) => {
    const seen = await lab.run(
      `[MODELS.SecurityIdentity]@{ SecurityRequirementId = 'r1' }, [MODELS.SecurityIdentity]@{ ${id} = 'a2' } | ${command}`,
    );
    expect(sent(seen)).toEqual([request]);
    expect(onlyError(seen).message).toMatch(/partnerSecurityAlert-?id/i);
    expect(seen.terminating).toBeNull();
  },
);
