import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Engine, withoutErrors } from '../support/engine.ts';
import { importModule, models } from '../support/lab.ts';

const identity = `[${models}.ISecurityIdentity]`;

let engine: Engine;

beforeAll(async () => {
  engine = await Engine.start();
  withoutErrors(await engine.run(importModule));
});

afterAll(() => engine.close());

async function texts(script: string): Promise<string[]> {
  return withoutErrors(await engine.run(script)).output.map(({ text }) => text);
}

test.each([
  ['its name', "@{ PartnerSecurityAlertId = 'a' }", '{"partnerSecurityAlert-id":"a"}'],
  ['its name in another case', "@{ partnersecurityalertid = 'a' }", '{"partnerSecurityAlert-id":"a"}'],
  ['its name in JSON', "@{ 'customerInsight-tenantId' = 'a' }", '{"customerInsight-tenantId":"a"}'],
  ['that in another case', "@{ 'CUSTOMERINSIGHT-TENANTID' = 'a' }", '{"customerInsight-tenantId":"a"}'],
  ['a number', '@{ SecurityRequirementId = 5 }', '{"securityRequirement-id":"5"}'],
  ['no value', '@{ SecurityRequirementId = $null }', '{}'],
  [
    'names that it does not know',
    "@{ Id = 'x'; SecurityScoreHistoryId = 'a' }",
    '{"securityScoreHistory-id":"a"}',
  ],
  ['JSON text', `'{"partnerSecurityAlert-id":"a","other":1}'`, '{"partnerSecurityAlert-id":"a"}'],
  [
    'a pscustomobject',
    "[pscustomobject]@{ PartnerSecurityAlertId = 'a'; b = 1 }",
    '{"partnerSecurityAlert-id":"a"}',
  ],
])('an identity is made of %s', async (_, value, json) => {
  expect(await texts(`(${identity}(${value})).ToJsonString()`)).toEqual([json]);
});

test('the same identifier under two names is an error', async () => {
  const both = "@{ PartnerSecurityAlertId = 'a'; 'partnerSecurityAlert-id' = 'b' }";
  const { terminating } = await engine.run(`try { ${identity}${both} } catch { throw }`);
  expect(terminating?.message).toContain("The property is specified twice, as '");
});

test('an identity keeps nothing else, and has no members for it', async () => {
  expect(
    await texts(`
      $made = ${identity}@{ other = 1 } | Add-Member -NotePropertyName more -NotePropertyValue 2 -PassThru
      $made.ToJsonString(); [string]($made | Get-Member -MemberType Property, ParameterizedProperty).Name`),
  ).toEqual([
    '{}',
    'CustomerInsightTenantId PartnerSecurityAlertId SecurityRequirementId SecurityScoreHistoryId',
  ]);
});
