import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { command, importModule } from '../support/lab.ts';
import { key, Terminal } from './support/terminal.ts';

let terminal: Terminal;

beforeAll(async () => {
  terminal = await Terminal.start({ columns: 120, setUp: importModule });
});

afterAll(() => terminal.end());

const words = (lines: string[]) => lines.join(' ').split(/\s+/);

test.each([
  ['the command', 'Update-MgBetaSecurityPartnerSecuritySc', command],
  ['a parameter', `${command} -Cur`, `${command} -CurrentScore`],
  ['a parameter of a sign-in', 'Connect-MgGraph -Access', 'Connect-MgGraph -AccessToken'],
  [
    'a property of a body',
    `${command} -BodyParameter @{ upd`,
    `${command} -BodyParameter @{ UpdatedDateTime`,
  ],
  ['a property of an element', `${command} -History @{ sc`, `${command} -History @{ Score`],
  ['a known value', `${command} -Requirements pre`, `${command} -Requirements @{ state = 'preview' }`],
  ['a property of the output', `(${command} -Id 1).Cur`, `(${command} -Id 1).CurrentScore`],
])('Tab completes %s', async (_, typed, completed) => {
  expect(await terminal.edited(`${typed}${key.tab}`)).toEqual([`${completed}#`]);
});

test('a second Tab lists the parameters, without the hidden ones', async () => {
  const listed = words(await terminal.edited(`${command} -${key.tab}${key.tab}`));
  expect(listed).toEqual(expect.arrayContaining(['BodyParameter', 'CurrentScore', 'Requirements', 'WhatIf']));
  expect(listed).not.toContain('Proxy');
});

test('Tab lists the properties of a body', async () => {
  const listed = words(await terminal.edited(`${command} -BodyParameter @{ ${key.tab}`));
  const properties = 'CurrentScore CustomerInsights History Id LastRefreshDateTime MaxScore Requirements';
  expect(listed).toEqual(expect.arrayContaining([...properties.split(' '), 'UpdatedDateTime']));
});

test.each([
  ['Connect-MgGraph -Environment', 'Chi', 'China'],
  ['Get-MgEnvironment -Name', 'Glo', 'Global'],
  ['Set-MgEnvironment -Name', 'USGovD', 'USGovDoD'],
])('D15: Tab completes an environment: %s', async (line, typed, completed) => {
  expect(await terminal.edited(`${line} ${typed}${key.tab}`)).toEqual([`${line} ${completed}#`]);
});
