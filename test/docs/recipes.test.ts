import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { plain, withoutErrors } from '../support/engine.ts';
import { graphError, type RecordedRequest } from '../support/graphServer.ts';
import { PartnerService } from '../support/partnerService.ts';
import { alertId } from '../support/sampleAlert.ts';
import { payloadOf, tenantsOf } from '../support/tokens.ts';
import { read } from './blocks.ts';
import { allRecipeBlocks, RecipeLab, recipeBlocks, recipesPage, signIn } from './recipeLab.ts';
import { daysAgo, recipeScore, tenantId } from './recipeScore.ts';

const [requirements = ''] = recipeBlocks('Requirements with missing points');
const [customers = ''] = recipeBlocks('Customers without MFA for all admins');
const [review = '', write = '', alertsToFile = '', alertsFromFile = ''] = recipeBlocks('Resolve alerts');
const [history = ''] = recipeBlocks('Score history of the last year');
const [readTenants = '', showTenants = ''] = recipeBlocks('Many tenants');
const tenants = readTenants + showTenants;

/** Returns a service with three pages of alerts. Of these, alerts 1, 5 and 9 are active and of low severity. */
const answer = () => new PartnerService({ alerts: 12, pageSize: 5, score: recipeScore(41.5) }).answer;

const addressOf = (index: number) => `/beta/security/partner/securityAlerts/${alertId(index)}`;

let lab: RecipeLab;

beforeAll(async () => {
  lab = await RecipeLab.start();
});

afterAll(() => lab.close());

beforeEach(() => lab.beginTest());

afterEach(() => lab.removeFiles());

test('each block of the page is one that is run here', () => {
  const known = [signIn, requirements, customers, review, write, alertsToFile, alertsFromFile, history];
  expect(allRecipeBlocks).toEqual([...known, readTenants, showTenants]);
});

test('the requirements that hold the score down are in the file, by their missing points', async () => {
  const { output } = await lab.mustRun(requirements, answer());
  expect(output).toEqual([]);
  const line = (name: string, score: number, maxScore: number) =>
    `"${name}","noncomplaint","active","${score}","${maxScore}","${maxScore - score}","https://partner.example/${name}"`;
  expect(lab.csv('requirements.csv')).toEqual([
    '"RequirementType","ComplianceStatus","State","Score","MaxScore","MissingPoints","ActionUrl"',
    line('mfaEnforcedForAdminsOfCustomers', 5, 30),
    line('securityAlertsPromptlyResolved', 0, 20),
    line('securityContactProvided', 10, 20),
  ]);
  expect(lab.sent.map(({ method, url }) => `${method} ${url}`)).toEqual([
    'GET /beta/security/partner/securityScore/requirements',
  ]);
});

test('the customers of whom it is not certain that all admins have MFA are in the file', async () => {
  await lab.mustRun(customers, answer());
  const line = (number: number, admins: number, users: number) =>
    `"${tenantId(number)}","${admins}","${users}","disabled","enabled"`;
  expect(lab.csv('customers.csv')).toEqual([
    '"TenantId","CompliantAdmins","UsersWithoutMfa","SecurityDefaults","ConditionalAccess"',
    line(4, 0, 10),
    line(3, 0, 1),
    line(5, 1, 9),
    line(1, 2, 1),
  ]);
});

test('the history of a year is in the file, from the oldest entry on', async () => {
  await lab.mustRun(history, answer());
  const line = (days: number, score: number) => `"${daysAgo(days, ' ')}Z","${score}","3","7"`;
  expect(lab.csv('history.csv')).toEqual([
    '"CreatedDateTime","Score","CompliantRequirementsCount","TotalRequirementsCount"',
    line(360, 25.25),
    line(200, 30),
    line(10, 41.5),
  ]);
});

describe('alerts', () => {
  const resolved = '{"resolvedReason":"legitimate","status":"resolved"}';

  test('are reviewed with a line for each, and nothing is written', async () => {
    const { output, host } = await lab.mustRun(review, answer());
    expect(output.map(plain)).toMatchObject([1, 5, 9].map((index) => ({ Id: alertId(index) })));
    expect(host.map((line) => /^What if: .*'PATCH /.test(line))).toEqual([true, true, true]);
    expect(lab.sent.map(({ method }) => method)).toEqual(['GET', 'GET', 'GET']);
  });

  test('are resolved as they were reviewed', async () => {
    const { output } = await lab.mustRun(review + write, answer());
    expect(output.length).toBe(3);
    expect(lab.written.map(({ url, text }) => [url, text])).toEqual(
      [1, 5, 9].map((index) => [addressOf(index), resolved]),
    );
  });

  test('that fail are shown, and the others are resolved', async () => {
    const others = answer();
    const refused = graphError(409, 'Conflict', 'Somebody else is at it.');
    const { output } = await lab.mustRun(review + write, (exchange) =>
      (exchange.request.url === addressOf(5) ? refused : others)(exchange),
    );
    expect(lab.written.map(({ url }) => url)).toEqual([1, 5, 9].map(addressOf));
    expect(output.slice(3).map(plain)).toEqual([
      {
        Id: alertId(5),
        Error: '[Conflict] : Somebody else is at it.',
        MayHaveBeenSent: true,
        RequestId: expect.stringMatching(/^[\da-f-]{36}$/),
      },
    ]);
  });

  test('are chosen in a file', async () => {
    await lab.mustRun(alertsToFile, answer());
    const [head, ...lines] = lab.csv('alerts.csv');
    expect(head).toBe('"Id","Severity","DisplayName","CustomerTenantId","DetectedDateTime"');
    expect(lines.map((line) => line.split(',')[0])).toEqual(
      [0, 1, 4, 5, 8, 9].map((index) => `"${alertId(index)}"`),
    );
    expect(lines[1]).toMatch(/^"[\da-f-]+","low","Action needed: .*","[\da-f-]+","2025-01-01 01:00:00Z"$/);
    const decide = `
      $kept = (Get-Content -Path ./alerts.csv)[0, 3, 6]
      Set-Content -Path ./alerts.csv -Value $kept`;
    const { host } = await lab.mustRun(`${decide}\n${alertsFromFile}${write}`, answer());
    expect(host.length).toBe(2);
    expect(lab.written.map(({ url, text }) => [url, text])).toEqual(
      [4, 9].map((index) => [addressOf(index), resolved]),
    );
  });
});

describe('many tenants', () => {
  let ids: string[];

  beforeAll(async () => {
    ids = withoutErrors((await lab.docs.run('$tenants')).result).output.map(({ text }) => text);
  });

  const vault = /`(\$signIn = @\{ ClientSecretCredential = .*?\})`/.exec(read(recipesPage))?.[1] ?? '';

  test.each([
    ['in parallel, by a certificate', tenants],
    ['in parallel, by a secret', tenants.replace(/^\$signIn = .*$/m, () => vault)],
    ['one after the other', tenants.replace('-ge 7', '-ge 99')],
  ])('are read %s, each with its own sign-in', async (_, code) => {
    const [first = '', second = '', third = ''] = ids;
    const services = new Map([
      [first, new PartnerService({ alerts: 8, score: recipeScore(60.5) })],
      [second, new PartnerService({ alerts: 2, score: recipeScore(20) })],
    ]);
    const ofTenant = ({ headers }: RecordedRequest) =>
      services.get(String(payloadOf(headers['authorization'] ?? '')['tid']))?.answer ??
      graphError(403, 'Forbidden', 'The tenant is not a partner.');
    const { output } = await lab.mustRun(`$tenants = @('unknown') + $tenants\n${code}`, (exchange) =>
      ofTenant(exchange.request)(exchange),
    );
    const failed = new Map(
      output.map(plain).map((each) => Object.values(each as object) as [string, string]),
    );
    expect([...failed.keys()].sort()).toEqual([third, 'unknown'].sort());
    expect(failed.get(third)).toBe('[Forbidden] : The tenant is not a partner.');
    expect(failed.get('unknown')).toMatch(/unknown/);
    expect(lab.csv('tenants.csv')).toEqual([
      '"TenantId","Score","MaxScore","OpenRequirements","ActiveAlerts"',
      `"${second}","20","100","3","2"`,
      `"${first}","60.5","100","3","4"`,
    ]);
    expect(tenantsOf(lab.sent).sort()).toEqual(
      [...Array(5).fill(first), ...Array(5).fill(second), third].sort(),
    );
  });
});

describe.each([
  ['requirements.csv', requirements],
  ['customers.csv', customers],
  ['alerts.csv', alertsToFile],
  ['history.csv', history],
])('%s', (name, code) => {
  test('is empty where the list breaks off, and there is an error', async () => {
    const pages = new PartnerService({ alerts: 12, pageSize: 1, score: recipeScore(1) }).answer;
    const { terminating, errors } = await lab.run(
      `$ErrorActionPreference = 'Continue'\n${code}`,
      (exchange) =>
        (lab.sent.length > 2 ? graphError(500, 'InternalServerError', 'Broken.') : pages)(exchange),
    );
    expect(lab.sent.length).toBe(3);
    expect([terminating?.message, errors]).toEqual(['[InternalServerError] : Broken.', []]);
    expect(lab.csv(name)).toEqual(['']);
  });

  test('is empty where there is nothing to list', async () => {
    const score = '{"requirements":[],"customerInsights":[],"history":[]}';
    await lab.mustRun(code, new PartnerService({ alerts: 0, score }).answer);
    expect(lab.csv(name)).toEqual(['']);
  });
});

test('nothing is resolved where no alert is to be', async () => {
  const { output } = await lab.mustRun(review + write, new PartnerService({ alerts: 0 }).answer);
  expect([output, lab.written]).toEqual([[], []]);
});
