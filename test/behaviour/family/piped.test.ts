import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { errorIds, FamilyLab, json, onlyError, page, sent, texts } from './familyLab.ts';

let lab: FamilyLab;

beforeAll(async () => {
  lab = await FamilyLab.start();
});

afterAll(() => lab.close());

type Case = [title: string, script: string, sent: string[]];

const id = 'PartnerSecurityAlertId';

test.each<Case>([
  [
    'a piped hashtable with an id is the identity of a read, and no header [family.ids.piped-hashtable]',
    `@{ ${id} = 'a1' }, @{ 'partnerSecurityAlert-id' = 'a2' } | ALERT; @{ SecurityScoreHistoryId = 'h1' } | HISTORY`,
    ['GET securityAlerts/a1', 'GET securityAlerts/a2', 'GET securityScore/history/h1'],
  ],
  [
    'another piped hashtable is headers beside an id or an option [family.ids.piped-hashtable-headers]',
    `@{ 'X-Case' = 'a' } | ALERT -${id} a1; @{ 'X-Case' = 'b' } | ALERT -Top 1; @{ 'X-Case' = 'c' } | SCORE; @{ 'X-Case' = 'd' } | UPDATE -${id} a1 -Status x`,
    [
      'GET securityAlerts/a1 [X-Case: a]',
      'GET securityAlerts?$top=1 [X-Case: b]',
      'GET securityScore [X-Case: c]',
      'PATCH securityAlerts/a1 [X-Case: d] {"status":"x"}',
    ],
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
    'what is piped beside an identity is the body',
    `@{ status = 'x' }, '{"status":"y"}', [MODELS.MicrosoftGraphPartnerSecurityAlert]@{ Id = 'a1' } | UPDATE -InputObject @{ ${id} = 'a3' }`,
    [
      'PATCH securityAlerts/a3 {"status":"x"}',
      'PATCH securityAlerts/a3 {"status":"y"}',
      'PATCH securityAlerts/a3 {"id":"a1"}',
    ],
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
  [
    'an id that came through a pipeline itself is as good as any other',
    "'a1' | Write-Output | ForEach-Object { @{ id = $_ } } | UPDATE -Status x; 5 | Write-Output | ForEach-Object { @{ id = $_; status = $_ } } | UPDATE",
    ['PATCH securityAlerts/a1 {"status":"x"}', 'PATCH securityAlerts/5 {"id":"5","status":"5"}'],
  ],
  ['an empty pipeline sends nothing [family.ids.empty-pipeline]', '@() | ALERT; @() | UPDATE -Status x', []],
])('%s', async (_, script, expected) => {
  const seen = await lab.mustRun(script);
  expect(sent(seen)).toEqual(expected);
});

test('another piped hashtable is headers by itself, and everything is listed [family.ids.piped-hashtable-headers]', async () => {
  const seen = await lab.mustRun("@{ 'X-Case' = 'a' } | ALERT; @{ 'X-Case' = 'b' } | ALERT -Property id");
  expect(sent(seen)).toEqual(['GET securityAlerts [X-Case: a]', 'GET securityAlerts?$select=id [X-Case: b]']);
});

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
  const seen = await lab.mustRun(script, page(['a1', 'a2']));
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

test.each([
  ['itself', ''],
  ['with some of its properties', '| Select-Object Id'],
  ['from a CSV file that has its type', '| ConvertTo-Csv -IncludeTypeInformation | ConvertFrom-Csv'],
  [
    'with some of its properties, from such a file',
    '| Select-Object Id | ConvertTo-Csv -IncludeTypeInformation | ConvertFrom-Csv',
  ],
])('a piped object of another class, %s, is no alert', async (_, selected) => {
  const seen = await lab.run(`REQUIREMENT ${selected} | UPDATE -Status x`, json({ value: [{ id: 'r1' }] }));
  expect(sent(seen)).toEqual(['GET securityScore/requirements']);
  expect(onlyError(seen).message).toContain('MicrosoftGraphPartnerSecurityRequirement is not an identity');
});

const copy = (value: string) =>
  `[System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize(${value}))`;

test('a copy of an object of another class is no body, as that object itself', async () => {
  const requirement = "[MODELS.MicrosoftGraphPartnerSecurityRequirement]@{ Id = 'r1'; Score = 5 }";
  const seen = await lab.run(
    `${requirement} | UPDATE -${id} a1; ${copy(requirement)} | UPDATE -${id} a1; ${copy("[MODELS.MicrosoftGraphPartnerSecurityAlert]@{ Id = 'a1' }")} | Update-MgBetaSecurityPartnerSecurityScore`,
  );
  expect([sent(seen), errorIds(seen)]).toEqual([
    [],
    ['InputObjectNotBound', 'ParameterArgumentTransformationError', 'ParameterArgumentTransformationError'],
  ]);
});

test('a copy of an identity or of an alert is as good as that itself', async () => {
  const seen = await lab.mustRun(
    `${copy(`[MODELS.SecurityIdentity]@{ ${id} = 'a1' }`)} | UPDATE; ${copy("[MODELS.MicrosoftGraphPartnerSecurityAlert]@{ Id = 'a1' }")} | UPDATE`,
  );
  expect(sent(seen)).toEqual(['PATCH securityAlerts/a1 {}', 'PATCH securityAlerts/a1 {"id":"a1"}']);
});

test.each(['', '| ConvertTo-Csv -IncludeTypeInformation | ConvertFrom-Csv'])(
  'some properties of a piped alert do for its update %s',
  async (csv) => {
    const seen = await lab.mustRun(
      `ALERT | Select-Object Id, Status ${csv} | UPDATE`,
      json({ value: [{ id: 'a1', status: 'x' }] }),
    );
    expect(sent(seen)).toEqual(['GET securityAlerts', 'PATCH securityAlerts/a1 {"id":"a1","status":"x"}']);
  },
);

test('a piped null is no empty body [family.ids.null-piped-beside]', async () => {
  const seen = await lab.run(`@{ status = 'x' }, $null, @{ status = 'y' } | UPDATE -${id} a1`);
  expect(sent(seen)).toEqual([
    'PATCH securityAlerts/a1 {"status":"x"}',
    'PATCH securityAlerts/a1 {"status":"y"}',
  ]);
  expect(onlyError(seen).message).toContain('null');
});

test('a piped null goes with parameters that say what to send', async () => {
  const seen = await lab.mustRun(`$null | UPDATE -${id} a1 -Status x`);
  expect(sent(seen)).toEqual(['PATCH securityAlerts/a1 {"status":"x"}']);
});

test('a piped null is an error that lets the script go on [family.ids.null-piped]', async () => {
  const seen = await lab.run("$null | ALERT; 'goes on'");
  expect([sent(seen), errorIds(seen), texts(seen)]).toEqual([
    [],
    ['ParameterArgumentValidationErrorNullNotAllowed'],
    ['goes on'],
  ]);
  expect(seen.terminating).toBeNull();
});
