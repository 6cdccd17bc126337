import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { errorIds, FamilyLab, json, onlyError, texts } from './familyLab.ts';

let lab: FamilyLab;

beforeAll(async () => {
  lab = await FamilyLab.start();
});

afterAll(() => lab.close());

const update = 'UPDATE -PartnerSecurityAlertId a';
const date = (day: number) => `2024-01-0${day}T00:00:00.0000000Z`;

const everything = {
  z: 1,
  id: 'i',
  activityLogs: [{ z: 2, statusFrom: 'f', statusTo: 't', updatedBy: 'u', updatedDateTime: date(1) }],
  additionalDetails: { ip: '203.0.113.7' },
  affectedResources: [{ z: 3, resourceId: 'r', resourceType: 's' }],
  alertType: 'a',
  catalogOfferId: 'b',
  confidenceLevel: 'c',
  customerTenantId: 'd',
  description: 'e',
  detectedDateTime: date(2),
  displayName: 'f',
  firstObservedDateTime: date(3),
  isTest: true,
  lastObservedDateTime: date(4),
  resolvedBy: 'g',
  resolvedOnDateTime: date(5),
  resolvedReason: 'h',
  severity: 'j',
  status: 'k',
  subscriptionId: 'l',
  valueAddedResellerTenantId: 'm',
};

/** Returns a copy of a value with the members of all objects in reverse order. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(reversed);
  }
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(
        Object.entries(value)
          .reverse()
          .map(([name, member]) => [name, reversed(member)]),
      )
    : value;
}

/** Runs a script and returns the bodies of its requests. */
async function bodies(script: string): Promise<string[]> {
  const { requests } = await lab.mustRun(script);
  return requests.map(({ text }) => text);
}

test('a body has its properties in their order [family.body.order]', async () => {
  expect(await bodies(`$null = ${update} -BodyParameter '${JSON.stringify(reversed(everything))}'`)).toEqual([
    JSON.stringify(everything),
  ]);
});

test('parameters have the order of the body [family.body.order]', async () => {
  const script = `$null = ${update} -ValueAddedResellerTenantId m -SubscriptionId l -Status k -Severity j -ResolvedReason h \`
    -ResolvedOnDateTime '2024-01-05Z' -ResolvedBy g -LastObservedDateTime '2024-01-04Z' -IsTest -Id i \`
    -FirstObservedDateTime '2024-01-03Z' -DisplayName f -DetectedDateTime '2024-01-02Z' -Description e -CustomerTenantId d \`
    -ConfidenceLevel c -CatalogOfferId b -AlertType a \`
    -AffectedResources @{ resourceType = 's'; resourceId = 'r'; z = 3 } -AdditionalProperties @{ z = 1 } \`
    -AdditionalDetails @{ ip = '203.0.113.7' } \`
    -ActivityLogs @{ updatedDateTime = '2024-01-01T00:00:00Z'; updatedBy = 'u'; statusTo = 't'; statusFrom = 'f'; z = 2 }`;
  expect(await bodies(script)).toEqual([JSON.stringify(everything)]);
});

test.each<[title: string, parameters: string, body: string]>([
  ['the id alone [family.body.empty]', '', '{}'],
  ['a switch [family.body.switch]', '-IsTest', '{"isTest":true}'],
  ['a switch that is off [family.body.switch]', '-IsTest:$false', '{"isTest":false}'],
  ['no switch that is null [family.body.switch-null]', '-IsTest:$null -Status x', '{"status":"x"}'],
  [
    'a boolean of the text False as false [family.body.boolean-text]',
    "-BodyParameter @{ isTest = 'False' }",
    '{"isTest":false}',
  ],
  [
    'no details without anything in them [family.body.details-empty]',
    '-AdditionalDetails @{} -Status x',
    '{"status":"x"}',
  ],
  [
    'no details that are null [family.body.details-empty]',
    '-AdditionalDetails $null -Status x',
    '{"status":"x"}',
  ],
  [
    'dates of details whole and in UTC [family.body.details-dates]',
    "-AdditionalDetails @{ at = [datetimeoffset]::new([datetime]::new(2024, 1, 15), '02:00:00').AddTicks(7) }",
    '{"additionalDetails":{"at":"2024-01-14T22:00:00.0000007Z"}}',
  ],
  [
    'no empty element [family.body.empty-element]',
    "-AffectedResources @{}, @{ resourceId = '1' }",
    '{"affectedResources":[{"resourceId":"1"}]}',
  ],
  [
    'a misspelt property [family.body.misspelt]',
    "-AffectedResources @{ resourceld = '1' }",
    '{"affectedResources":[{"resourceld":"1"}]}',
  ],
  [
    'any text of an enumeration [family.body.enumeration]',
    '-Status whatever -ResolvedReason Fraud',
    '{"resolvedReason":"Fraud","status":"whatever"}',
  ],
])('the body has %s', async (_, parameters, body) => {
  expect(await bodies(`$null = ${update} ${parameters}`)).toEqual([body]);
});

test('details are an object of values of all kinds [family.body.details]', async () => {
  const [text = ''] = await bodies(
    `$null = ${update} -AdditionalDetails @{ ip = '203.0.113.7'; n = 5; f = 1.5; b = $true; l = 1, 'x'; h = @{ k = 1 }; z = $null }`,
  );
  expect(JSON.parse(text)).toEqual({
    additionalDetails: { ip: '203.0.113.7', n: 5, f: 1.5, b: true, l: [1, 'x'], h: { k: 1 } },
  });
});

test('details that a read gave can be given back [family.body.details-back]', async () => {
  const details = { vmIp: '[  "192.0.2.5"]', connectionCount: '5' };
  const { requests } = await lab.mustRun(
    `$alert = ALERT -PartnerSecurityAlertId a; $null = ${update} -AdditionalDetails $alert.AdditionalDetails`,
    json({ id: 'a', additionalDetails: details }),
  );
  expect(JSON.parse(requests[1]?.text ?? '')).toEqual({ additionalDetails: details });
});

test('an alert that was read goes back whole [family.body.send-back]', async () => {
  const alert = { '@odata.type': '#microsoft.graph.partner.security.partnerSecurityAlert', ...everything };
  const { requests } = await lab.mustRun(
    `$alert = ALERT -PartnerSecurityAlertId a; $null = ${update} -BodyParameter $alert`,
    json(alert),
  );
  expect(JSON.parse(requests[1]?.text ?? '')).toEqual(alert);
});

test('a value behind a switch is refused [family.body.switch-positional]', async () => {
  const seen = await lab.run(`${update} -IsTest $false`);
  expect([seen.requests, errorIds(seen)]).toEqual([[], ['PositionalParameterNotFound']]);
});

test.each([
  ['a switch that is null alone [family.body.switch-null]', '-IsTest:$null', /IsTest/i],
  [
    'text that is no boolean [family.body.boolean-text]',
    "-BodyParameter @{ isTest = 'yes' }",
    /isTest: 'yes'/,
  ],
  [
    'a script block for a text [family.body.script-block]',
    '-Status { $_.Severity }',
    /status: A script block cannot be used as a string/,
  ],
])('%s is an error with nothing sent', async (_, parameters, message) => {
  const seen = await lab.run(`${update} ${parameters}`);
  expect([seen.requests, texts(seen)]).toEqual([[], []]);
  expect(onlyError(seen).message).toMatch(message);
});
