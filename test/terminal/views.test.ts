import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { GraphServer, graphError } from '../support/graphServer.ts';
import { command, connect, importModule, models } from '../support/lab.ts';
import { accessToken } from '../support/tokens.ts';
import { Terminal } from './support/terminal.ts';

let graph: GraphServer;
const terminals = new Map<number, Terminal>();

const widths = [80, 120];

beforeAll(async () => {
  graph = await GraphServer.start();
  const setUp = `
    ${importModule}
    ${connect(graph, accessToken())}
    $score = ${command} -CurrentScore 85.4
    Set-Content -Path refused.ps1 -Value '${command} -CurrentScore 1'`;
  for (const columns of widths) {
    terminals.set(columns, await Terminal.start({ columns, setUp }));
  }
});

afterAll(async () => {
  for (const terminal of terminals.values()) {
    await terminal.end();
  }
  await graph.close();
});

/** Runs a line in the terminal of this width and returns the displayed lines that are not empty. */
async function shown(columns: number, line: string): Promise<string[]> {
  return ((await terminals.get(columns)?.run(line)) ?? []).filter((text) => text !== '');
}

/** Returns the headings of a table, one for each part of the rule below them. */
function headings([heads = '', rule = '']: string[]): string[] {
  return Array.from(rule.matchAll(/-+/g), ({ 0: part, index }) =>
    heads.slice(index, index + part.length).trim(),
  );
}

function aboveRecommendation(lines: string[]): string[] {
  const end = lines.findIndex((line) => line.startsWith('  Recommendation: '));
  expect(end).toBeGreaterThan(0);
  return lines.slice(0, end);
}

describe.each(widths)('at %i columns', (columns) => {
  test('requirements are a table with a row for each', async () => {
    const table = await shown(columns, '$score.Requirements');
    expect(headings(table)).toEqual(['Requirement', 'Status', 'Score', 'Gap', 'State']);
    expect(table.slice(2).map((row) => row.split(/\s+/).slice(0, 4))).toEqual([
      ['mfaEnforcedForAdmins', 'noncomplaint', '0/20', '20'],
      ['mfaEnforcedForAdminsOfCustomers', 'compliant', '20/20', '0'],
      ['spendingBudgetSetForCustomerAzureSubscriptions', 'noncomplaint', '0/10', '10'],
      ['securityAlertsPromptlyResolved', 'compliant', '20/20', '0'],
    ]);
  });

  test('Format-List has every member of the score', async () => {
    const list = await shown(columns, '$score | Format-List');
    expect(list.flatMap((line) => /^(\w+) +: /.exec(line)?.[1] ?? [])).toEqual([
      'Id',
      'CurrentScore',
      'LastRefreshDateTime',
      'MaxScore',
      'UpdatedDateTime',
      'CustomerInsights',
      'History',
      'Requirements',
      'AdditionalProperties',
    ]);
  });

  test('a refused input is told in a few lines, and is not sent', async () => {
    const before = graph.requests.length;
    const lines = await shown(columns, `${command} -BodyParameter @{ history = @{ score = 'x' } }`);
    expect(lines.length).toBeLessThan(4);
    expect(lines.join('')).toMatch(new RegExp(`^${command}: .*history.*score: 'x' is not a number`));
    expect(graph.requests).toHaveLength(before);
  });

  test('-WhatIf is one sentence', async () => {
    expect((await shown(columns, `${command} -CurrentScore 1 -WhatIf`)).join('')).toBe(
      `What if: Performing the operation "${command}_UpdateExpanded" on target "Call remote 'PATCH /security/partner/securityScore' operation".`,
    );
  });

  test("C1: an error of Graph begins with the service's sentence, and is short", async () => {
    graph.next(graphError(400, 'BadRequest', 'The score is too high.'));
    const lines = await shown(columns, `${command} -CurrentScore 1`);
    expect(lines[0]).toBe(`${command}: The score is too high.`);
    expect(aboveRecommendation(lines).length).toBeLessThanOrEqual(12);
  });

  test("C1: an error of Graph in a script begins with the service's sentence, and is short", async () => {
    graph.next(graphError(400, 'BadRequest', 'The score is too high.'));
    const lines = await shown(columns, './refused.ps1');
    const details = lines.slice(lines.findIndex((line) => line.includes('~~~')) + 1);
    expect(details[0]).toMatch(/^ +\| The score is too high\./);
    const text = aboveRecommendation(details);
    expect(text.length).toBeLessThanOrEqual(12);
    expect(text.filter((line) => !/^ +\| /.test(line))).toEqual([]);
  });
});

// In a table that does not fit, the last column is missing or its heading is split.
test('80 columns are enough for the whole table of the history', async () => {
  expect(headings(await shown(80, '$score.History'))).toEqual(headings(await shown(120, '$score.History')));
});

test.each([
  ['the score', '$score'],
  ['customer insights', '$score.CustomerInsights'],
  ['requirements', '$score.Requirements'],
])('F: 80 columns are enough for the whole table of %s [surface.views]', async (_, expression) => {
  const wide = headings(await shown(120, expression));
  expect(wide.length).toBeGreaterThan(2);
  expect(headings(await shown(80, expression))).toEqual(wide);
});

test('80 columns are enough for every value of a requirement and of a customer', async () => {
  const table = [
    ...(await shown(80, '$score.Requirements')),
    ...(await shown(80, '$score.CustomerInsights')),
    ...(await shown(80, 'Get-MgEnvironment')),
  ];
  expect(table.filter((line) => line.includes('\u2026'))).toEqual([]);
});

test('Format-List shows what is inside of additional properties', async () => {
  const list = await shown(
    120,
    `[${models}.MicrosoftGraphPartnerSecurityScore]'{"more":{"a":[1]}}' | Format-List AdditionalProperties`,
  );
  expect(list.join(' ')).toMatch(/\{"a":\[1\]\}/);
});
