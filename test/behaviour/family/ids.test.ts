import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { errorIds, FamilyLab, json, onlyError, page, sent, texts } from './familyLab.ts';

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
  [
    'a piped hashtable with an id is the identity of a read, and no header [family.ids.piped-hashtable]',
    `@{ ${id} = 'a1' }, @{ 'partnerSecurityAlert-id' = 'a2' } | ALERT; @{ SecurityScoreHistoryId = 'h1' } | HISTORY`,
    ['GET securityAlerts/a1', 'GET securityAlerts/a2', 'GET securityScore/history/h1'],
  ],
  [
    'another piped hashtable is headers [family.ids.piped-hashtable-headers]',
    `@{ 'X-Case' = 'a' } | ALERT; @{ 'X-Case' = 'b' } | ALERT -${id} a1; @{ 'X-Case' = 'c' } | SCORE`,
    ['GET securityAlerts [X-Case: a]', 'GET securityAlerts/a1 [X-Case: b]', 'GET securityScore [X-Case: c]'],
  ],
  [
    'a piped hashtable with an id is the identity of an update, and no header [family.ids.piped-hashtable-update]',
    `@{ ${id} = 'a1' } | UPDATE -Status x`,
    ['PATCH securityAlerts/a1 {"status":"x"}'],
  ],
  [
    'a piped identity binds [family.ids.piped-identity]',
    `[MODELS.SecurityIdentity]@{ ${id} = 'a1' } | ALERT; [MODELS.SecurityIdentity]@{ ${id} = 'a2' } | UPDATE -Status x; [MODELS.SecurityIdentity]@{ SecurityRequirementId = 'r1' } | REQUIREMENT`,
    ['GET securityAlerts/a1', 'PATCH securityAlerts/a2 {"status":"x"}', 'GET securityScore/requirements/r1'],
  ],
  [
    'piped JSON text of an identity binds [family.ids.piped-json]',
    `'{"partnerSecurityAlert-id":"a1"}' | ALERT; '{"customerInsight-tenantId":"t1"}' | INSIGHT`,
    ['GET securityAlerts/a1', 'GET securityScore/customerInsights/t1'],
  ],
  [
    'a piped hashtable beside an id is the body [family.ids.piped-hashtable-body]',
    `@{ status = 'active' } | UPDATE -${id} a1`,
    ['PATCH securityAlerts/a1 {"status":"active"}'],
  ],
  [
    'a piped identity beside a body is the identity only [family.ids.piped-identity-body]',
    `@{ ${id} = 'a3' } | UPDATE -BodyParameter @{ status = 'x' }`,
    ['PATCH securityAlerts/a3 {"status":"x"}'],
  ],
  [
    'a piped identity alone sends an empty body [family.ids.piped-identity-alone]',
    `@{ ${id} = 'a1' } | UPDATE`,
    ['PATCH securityAlerts/a1 {}'],
  ],
  [
    'a piped body with its id is both [family.ids.piped-body-alone]',
    "@{ id = 'a1'; status = 'resolved' } | UPDATE",
    ['PATCH securityAlerts/a1 {"id":"a1","status":"resolved"}'],
  ],
  ['an empty pipeline sends nothing [family.ids.empty-pipeline]', '@() | ALERT; @() | UPDATE -Status x', []],
];

test.each(works)('%s', async (_, script, expected) => {
  const seen = await lab.mustRun(script);
  expect(sent(seen)).toEqual(expected);
});

const alerts = page(['a1', 'a2']);

test.each<Case>([
  [
    'piped alerts are updated by their ids [family.ids.piped-model]',
    'ALERT | UPDATE -Status resolved',
    [
      'GET securityAlerts',
      'PATCH securityAlerts/a1 {"status":"resolved"}',
      'PATCH securityAlerts/a2 {"status":"resolved"}',
    ],
  ],
  [
    'piped alerts are read again by their ids [family.ids.piped-model]',
    'ALERT | ALERT',
    ['GET securityAlerts', 'GET securityAlerts/a1', 'GET securityAlerts/a2'],
  ],
  [
    'a piped alert beside an id is the body [family.ids.piped-model-body]',
    'ALERT | UPDATE -PartnerSecurityAlertId b',
    ['GET securityAlerts', 'PATCH securityAlerts/b {"id":"a1"}', 'PATCH securityAlerts/b {"id":"a2"}'],
  ],
  [
    'piped alerts alone are both id and body [family.ids.piped-body-alone]',
    'ALERT | UPDATE',
    ['GET securityAlerts', 'PATCH securityAlerts/a1 {"id":"a1"}', 'PATCH securityAlerts/a2 {"id":"a2"}'],
  ],
  [
    'ids can be given in a loop [family.ids.by-hand]',
    'ALERT | ForEach-Object { UPDATE -PartnerSecurityAlertId $_.Id -Status x }',
    [
      'GET securityAlerts',
      'PATCH securityAlerts/a1 {"status":"x"}',
      'PATCH securityAlerts/a2 {"status":"x"}',
    ],
  ],
])('%s', async (_, script, expected) => {
  const seen = await lab.mustRun(script, alerts);
  expect(sent(seen)).toEqual(expected);
});

test.each([
  ['HISTORY', 'securityScore/history', 'id'],
  ['REQUIREMENT', 'securityScore/requirements', 'id'],
  ['INSIGHT', 'securityScore/customerInsights', 'tenantId'],
])('objects of %s are read again by their keys [family.ids.piped-model]', async (name, path, key) => {
  const seen = await lab.mustRun(`${name} | ${name}`, json({ value: [{ [key]: 'k1' }, { [key]: 'k2' }] }));
  expect(sent(seen)).toEqual([`GET ${path}`, `GET ${path}/k1`, `GET ${path}/k2`]);
});

test("'$count' asks for no count, and its answer is no object [family.ids.count]", async () => {
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

test('a piped null is an error that lets the script go on [family.ids.null-piped]', async () => {
  const seen = await lab.run("$null | ALERT; 'goes on'");
  expect([sent(seen), errorIds(seen), texts(seen)]).toEqual([[], [nullNotAllowed], ['goes on']]);
  expect(seen.terminating).toBeNull();
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
