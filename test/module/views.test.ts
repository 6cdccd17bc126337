import { stripVTControlCharacters } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { psQuote } from '../support/engine.ts';
import { command, Lab, models } from '../support/lab.ts';

const graph = `${models}.MicrosoftGraphPartnerSecurity`;
const hourInMs = 3_600_000;

let lab: Lab;

beforeAll(async () => {
  lab = await Lab.start();
  await lab.mustRun(`$global:score = ${command} -CurrentScore 14.29`);
});

afterAll(() => lab.close());

/** Splits texts into lines, and removes escape sequences, empty lines, and trailing spaces. */
function linesOf(texts: readonly string[]): string[] {
  return texts
    .flatMap((text) => stripVTControlCharacters(text).split(/\r?\n/))
    .map((line) => line.trimEnd())
    .filter((line) => line !== '');
}

/** Returns the lines that the engine displays for an expression. */
async function shown(expression: string): Promise<string[]> {
  const { host } = await lab.mustRun(`${expression} | Out-Host`);
  return linesOf(host);
}

/** Returns the table that the engine displays for an expression at this width. */
async function tableAt(width: number, expression: string) {
  const { output } = await lab.mustRun(`${expression} | Out-String -Width ${width}`);
  const [heads = '', , ...rows] = linesOf(output.map(({ text }) => text));
  return { heads: heads.trim().split(/\s+/), rows, lines: [heads, ...rows] };
}

/** Returns a script that creates a model of a class for each object. */
function made(className: string, objects: readonly object[]): string {
  return objects
    .map((object) => `[${className}]::FromJsonString(${psQuote(JSON.stringify(object))})`)
    .join('; ')
    .replace(/^(.*)$/s, '& { $1 }');
}

test('a score is a table of its own values and their share [models.table-view]', async () => {
  const [heads, , ...rows] = await shown('$score');
  expect(heads?.trim().split(/\s+/)).toEqual([
    'Id',
    'CurrentScore',
    'LastRefreshDateTime',
    'MaxScore',
    'Percent',
    'UpdatedDateTime',
  ]);
  expect(rows).toHaveLength(1);
  expect(rows[0]).toMatch(/^7b0f6c7e.* 14\.29 .*2023.* 100 +14\.3 ?% .*2023/);
});

test('requirements are a table of requirement, status, score, what it lacks, and state', async () => {
  const [heads, , ...rows] = await shown('$score.Requirements');
  expect(heads?.trim().split(/\s+/)).toEqual(['Requirement', 'Status', 'Score', 'Gap', 'State']);
  expect(rows[0]?.split(/\s+/).slice(0, 4)).toEqual(['mfaEnforcedForAdmins', 'noncomplaint', '0/20', '20']);
  expect(rows).toHaveLength(4);
});

test('customer insights show their counts, and the share of users that comply', async () => {
  const [, , ...rows] = await shown('$score.CustomerInsights');
  expect(rows[0]).toMatch(/^1f2d3c4b-0001-4a5b-8c6d-7e8f9a0b1c2d +2 +31 +36 +91\.7 ?% disabled$/);
});

test('history shows date, score and requirements met', async () => {
  const [, , ...rows] = await shown('$score.History');
  expect(rows[0]).toMatch(/2023.* 14\.29 +2\/4 20230926$/);
});

const guid = '1f2d3c4b-0001-4a5b-8c6d-7e8f9a0b1c2d';
const ago = (hours: number) => new Date(Date.now() - hours * hourInMs).toISOString();

/** For each view, objects with the widest expected values, and objects in which values are missing or zero. */
const views: readonly [name: string, className: string, heads: string[], objects: object[]][] = [
  [
    'scores',
    `${graph}Score`,
    ['Id', 'CurrentScore', 'LastRefreshDateTime', 'MaxScore', 'Percent', 'UpdatedDateTime'],
    [
      { id: guid, currentScore: 100, maxScore: 100, lastRefreshDateTime: ago(1), updatedDateTime: ago(1) },
      {},
      { currentScore: 5, maxScore: 0 },
      { maxScore: 100 },
    ],
  ],
  [
    'requirements',
    `${graph}Requirement`,
    ['Requirement', 'Status', 'Score', 'Gap', 'State'],
    [
      {
        requirementType: 'spendingBudgetSetForCustomerAzureSubscriptions',
        complianceStatus: 'noncomplaint',
        score: 0,
        maxScore: 20,
        state: 'preview',
      },
      { id: guid },
      { score: 4 },
    ],
  ],
  [
    'insights',
    `${graph}CustomerInsight`,
    ['TenantId', 'MFA', 'admins', 'others', 'Users', 'Comply', 'Defaults'],
    [
      {
        tenantId: guid,
        mfa: {
          compliantAdminsCount: 400,
          compliantNonAdminsCount: 99600,
          totalUsersCount: 100000,
          securityDefaultsStatus: 'disabled',
        },
      },
      { tenantId: 'a' },
      { mfa: {} },
      { mfa: { totalUsersCount: 0 } },
    ],
  ],
  [
    'history entries',
    `${graph}ScoreHistory`,
    ['Created', 'Score', 'Requirements', 'met', 'Id'],
    [
      {
        id: guid,
        createdDateTime: ago(1),
        score: 14.29,
        compliantRequirementsCount: 12,
        totalRequirementsCount: 14,
      },
      { id: 'a' },
    ],
  ],
  [
    'alerts',
    `${graph}Alert`,
    ['Severity', 'Age', 'Status', 'DisplayName', 'Id'],
    [
      {
        id: `${guid}-${guid}`,
        severity: 'informational',
        status: 'investigating',
        displayName: 'Action needed: a virtual machine of your customer connects to mining pools',
        detectedDateTime: ago(24 * 1000),
      },
      { id: 'a' },
    ],
  ],
  [
    'identities',
    `${models}.SecurityIdentity`,
    ['CustomerInsight', 'Alert', 'Requirement', 'ScoreHistory'],
    [
      { 'customerInsight-tenantId': guid, 'securityRequirement-id': guid, 'securityScoreHistory-id': guid },
      { 'partnerSecurityAlert-id': guid },
    ],
  ],
];

describe.each([80, 120])('in a window of %i columns', (width) => {
  test.each(views)('all columns of %s are there, without errors', async (_, className, heads, objects) => {
    const errors = `$Error.Clear(); Set-StrictMode -Version Latest; ${made(className, objects)}`;
    const { output } = await lab.mustRun(`${errors} | Out-String -Width ${width}; $Error.Count`);
    const [table = '', count] = output.map(({ text }) => text);
    const [first = '', , ...rows] = linesOf([table]);
    expect(first.trim().split(/\s+/)).toEqual(heads);
    expect(rows.length).toBeGreaterThan(0);
    expect([first, ...rows].filter((line) => line.length > width)).toEqual([]);
    expect(count).toBe('0');
  });
});

test.each([
  ['detected', { detectedDateTime: ago(50), firstObservedDateTime: ago(500) }, '2 d'],
  ['first observed, where that is all', { firstObservedDateTime: ago(24 * 40 + 1) }, '40 d'],
  ['detected not long ago', { detectedDateTime: ago(47.5) }, '47 h'],
  ['detected within the hour', { detectedDateTime: ago(0) }, '0 h'],
  ['detected by a clock that is ahead', { detectedDateTime: ago(-5) }, '0 h'],
])('an alert that was %s has that age', async (_, alert, age) => {
  const { rows } = await tableAt(
    80,
    made(`${graph}Alert`, [{ severity: 'low', status: 'active', ...alert }]),
  );
  expect(rows).toEqual([expect.stringMatching(new RegExp(`^low +${age} active$`))]);
});

test('a wide identity is wrapped and not cut off', async () => {
  const { lines } = await tableAt(
    80,
    made(`${models}.SecurityIdentity`, [{ 'partnerSecurityAlert-id': guid }]),
  );
  expect(
    lines
      .slice(1)
      .map((line) => line.trim())
      .join(''),
  ).toBe(guid);
});
