import { stripVTControlCharacters } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { command, Lab } from '../support/lab.ts';

let lab: Lab;

beforeAll(async () => {
  lab = await Lab.start();
  await lab.mustRun(`$global:score = ${command} -CurrentScore 14.29`);
});

afterAll(() => lab.close());

/** The lines that the engine shows for an expression, without empty ones and spaces at their ends. */
async function shown(expression: string): Promise<string[]> {
  const { host } = await lab.mustRun(`${expression} | Out-Host`);
  return host
    .flatMap((text) => stripVTControlCharacters(text).split(/\r?\n/))
    .map((line) => line.trimEnd())
    .filter((line) => line !== '');
}

test('a score is a table of its own values [models.table-view]', async () => {
  const [heads, , ...rows] = await shown('$score');
  expect(heads?.trim().split(/\s+/)).toEqual([
    'Id',
    'CurrentScore',
    'LastRefreshDateTime',
    'MaxScore',
    'UpdatedDateTime',
  ]);
  expect(rows).toHaveLength(1);
  expect(rows[0]).toMatch(/^7b0f6c7e.* 14\.29 .*2023.* 100 .*2023/);
});

test('requirements are a table of requirement, status, score and state', async () => {
  const [heads, , ...rows] = await shown('$score.Requirements');
  expect(heads?.trim().split(/\s+/)).toEqual(['Requirement', 'Status', 'Score', 'State']);
  expect(rows[0]?.split(/\s+/).slice(0, 3)).toEqual(['mfaEnforcedForAdmins', 'noncomplaint', '0/20']);
  expect(rows).toHaveLength(4);
});

test('customer insights show their counts', async () => {
  const [, , ...rows] = await shown('$score.CustomerInsights');
  expect(rows[0]?.split(/\s+/)).toEqual([
    '1f2d3c4b-0001-4a5b-8c6d-7e8f9a0b1c2d',
    '2',
    '31',
    '36',
    'disabled',
  ]);
});

test('history shows date, score and requirements met', async () => {
  const [, , ...rows] = await shown('$score.History');
  expect(rows[0]).toMatch(/2023.* 14\.29 +2\/4 20230926$/);
});
