import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { models } from '../../support/lab.ts';
import { commands, errorIds, FamilyLab, sent, texts } from './familyLab.ts';

let lab: FamilyLab;

beforeAll(async () => {
  lab = await FamilyLab.start();
});

afterAll(() => lab.close());

const lists = {
  INSIGHT: { path: 'securityScore/customerInsights', id: 'CustomerInsightTenantId' },
  HISTORY: { path: 'securityScore/history', id: 'SecurityScoreHistoryId' },
  REQUIREMENT: { path: 'securityScore/requirements', id: 'SecurityRequirementId' },
  ALERT: { path: 'securityAlerts', id: 'PartnerSecurityAlertId' },
} as const;

const outputs = {
  SCORE: 'Score',
  INSIGHT: 'CustomerInsight',
  HISTORY: 'ScoreHistory',
  REQUIREMENT: 'Requirement',
  ALERT: 'Alert',
  UPDATE: 'Alert',
} as const;

test.each(Object.entries(lists))(
  '%s reads a list, and one of it by id and identity [family.surface.requests]',
  async (name, { path, id }) => {
    const seen = await lab.mustRun(
      `$null = ${name}; $null = ${name} -${id} a; $null = ${name} -InputObject @{ ${id} = 'b' }`,
    );
    expect(sent(seen)).toEqual([`GET ${path}`, `GET ${path}/a`, `GET ${path}/b`]);
  },
);

test('SCORE reads one object, and UPDATE writes one by id and identity [family.surface.requests]', async () => {
  const seen = await lab.mustRun(`
    $null = SCORE
    $null = UPDATE -PartnerSecurityAlertId a -Status x
    $null = UPDATE -PartnerSecurityAlertId b -BodyParameter @{ status = 'x' }
    $null = UPDATE -InputObject @{ PartnerSecurityAlertId = 'c' } -Status x
    $null = UPDATE -InputObject @{ PartnerSecurityAlertId = 'd' } -BodyParameter @{ status = 'x' }`);
  expect(sent(seen)).toEqual([
    'GET securityScore',
    ...['a', 'b', 'c', 'd'].map((id) => `PATCH securityAlerts/${id} {"status":"x"}`),
  ]);
});

test.each(Object.entries(outputs))(
  '%s is a function without aliases and positions [family.surface.functions]',
  async (name, model) => {
    const seen = await lab.mustRun(`
      $command = Get-Command ${name}
      $binding = $command.ScriptBlock.Attributes.Where({ $_ -is [System.Management.Automation.CmdletBindingAttribute] })[0]
      [string]$command.CommandType; @(Get-Alias -Definition ${name} -ErrorAction Ignore).Count
      $binding.PositionalBinding; $binding.SupportsShouldProcess
      $command.OutputType.Type.FullName`);
    expect(texts(seen)).toEqual([
      'Function',
      '0',
      'False',
      name === 'UPDATE' ? 'True' : 'False',
      `${models}.IMicrosoftGraphPartnerSecurity${model}`,
    ]);
  },
);

test.each(Object.keys(outputs).filter((name) => name !== 'UPDATE'))(
  '%s has no -WhatIf [family.surface.read-what-if]',
  async (name) => {
    const seen = await lab.run(`${name} -WhatIf`);
    expect([sent(seen), errorIds(seen)]).toEqual([[], ['NamedParameterNotFound']]);
  },
);

/** Returns a script that writes a line with the properties of a parameter in each of its parameter sets. */
const parameterFacts = (command: string, parameter: string) => `
  (Get-Command ${command}).Parameters['${parameter}'].Attributes.Where({ $_ -is [Parameter] }).ForEach({
    "$($_.ParameterSetName) $($_.Mandatory) $($_.ValueFromPipeline)" })`;

test.each(Object.entries(lists))(
  '%s needs the id of one object, or an identity [family.surface.ids] [family.surface.identity]',
  async (name, { id }) => {
    const seen = await lab.mustRun(
      `${parameterFacts(name, id)}; ${parameterFacts(name, 'InputObject')}; (Get-Command ${name}).Parameters['InputObject'].ParameterType.FullName`,
    );
    expect(texts(seen)).toEqual([
      'Get True False',
      'GetViaIdentity True True',
      `${models}.ISecurityIdentity`,
    ]);
  },
);

test('UPDATE needs the id, or an identity [family.surface.ids] [family.surface.identity]', async () => {
  const seen = await lab.mustRun(
    `${parameterFacts('UPDATE', 'PartnerSecurityAlertId')}; ${parameterFacts('UPDATE', 'InputObject')}`,
  );
  expect(texts(seen)).toEqual([
    'UpdateExpanded True False',
    'Update True False',
    'UpdateViaIdentityExpanded True True',
    'UpdateViaIdentity True True',
  ]);
});

/** Returns the names of a command's parameters, each followed by its aliases. */
async function parameterNames(command: string): Promise<string[]> {
  const seen = await lab.mustRun(
    `(Get-Command ${command}).Parameters.Values.ForEach({ (@($_.Name) + $_.Aliases) -join ' ' })`,
  );
  return texts(seen);
}

const readOptions = ['ExpandProperty Expand', 'Property Select'];
const listOptions = [
  ...['Filter', 'Search', 'Skip', 'Sort OrderBy', 'Top Limit', 'PageSize', 'All', 'CountVariable CV'],
];

test.each(Object.keys(outputs).filter((name) => name !== 'UPDATE'))(
  '%s has the options of its kind [family.surface.read-options] [family.surface.list-options]',
  async (name) => {
    const names = await parameterNames(name);
    expect(names).toEqual(expect.arrayContaining(readOptions));
    expect(listOptions.filter((option) => names.includes(option))).toEqual(
      name === 'SCORE' ? [] : listOptions,
    );
  },
);

test.each(Object.keys(commands))(
  '%s has what all commands have, and nothing that none has [family.surface.list-options] [family.surface.shared]',
  async (name) => {
    const names = await parameterNames(name);
    expect(names).toEqual(
      expect.arrayContaining([
        ...['ResponseHeadersVariable RHV', 'Break', 'Headers', 'HttpPipelineAppend', 'HttpPipelinePrepend'],
        ...['Proxy', 'ProxyCredential', 'ProxyUseDefaultCredentials'],
      ]),
    );
    const unwanted = ['ConsistencyLevel', 'Count', ...(name === 'UPDATE' ? [] : ['Id'])];
    expect(unwanted.filter((one) => names.includes(one))).toEqual([]);
    const seen = await lab.mustRun(parameterFacts(name, 'Headers'));
    expect(new Set(texts(seen).map((line) => line.split(' ')[2]))).toEqual(new Set(['True']));
  },
);

test('an identity has an id for each kind, called in JSON as in the path [family.surface.identity-names]', async () => {
  const seen = await lab.mustRun(`
    $identity = [MODELS.SecurityIdentity]@{ PartnerSecurityAlertId = 'a'; CustomerInsightTenantId = 'b'; SecurityScoreHistoryId = 'c'; SecurityRequirementId = 'd' }
    $identity.ToJsonString()
    ([MODELS.ISecurityIdentity]$identity.ToJsonString()).SecurityRequirementId`);
  const [text = '', id] = texts(seen);
  expect(JSON.parse(text)).toEqual({
    'partnerSecurityAlert-id': 'a',
    'customerInsight-tenantId': 'b',
    'securityScoreHistory-id': 'c',
    'securityRequirement-id': 'd',
  });
  expect(id).toBe('d');
});
