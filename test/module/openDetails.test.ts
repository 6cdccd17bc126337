import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Lab, models } from '../support/lab.ts';

const update = 'Update-MgBetaSecurityPartnerSecurityAlert -PartnerSecurityAlertId a';
const details = `[${models}.MicrosoftGraphPartnerSecurityAdditionalDataDictionary]`;

let lab: Lab;

beforeAll(async () => {
  lab = await Lab.start();
  lab.server.reply({ status: 204 });
});

afterAll(() => lab.close());

test('details are kept in their order, with all their digits, and can be given back', async () => {
  const text = '{"z":"1","b":1.123456789012345678,"a":{"y":[null,12345678901234567890],"x":{}}}';
  lab.server.next({
    headers: { 'Content-Type': 'application/json' },
    body: `{"id":"a","additionalDetails":${text}}`,
  });
  expect(
    await lab.sent(`
      $alert = Get-MgBetaSecurityPartnerSecurityAlert -PartnerSecurityAlertId a
      ${update} -AdditionalDetails $alert.AdditionalDetails
      ${update} -BodyParameter @{ additionalDetails = $alert.AdditionalDetails }
      ${update} -BodyParameter $alert`),
  ).toEqual([
    '',
    `{"additionalDetails":${text}}`,
    `{"additionalDetails":${text}}`,
    `{"id":"a","additionalDetails":${text}}`,
  ]);
});

test.each([
  ['a pscustomobject', "([pscustomobject]@{ b = 'x'; a = 1 })", '{"b":"x","a":1}'],
  ['an ordered dictionary', "([ordered]@{ b = 'x'; a = 1 })", '{"b":"x","a":1}'],
  ['JSON text', `'{"b":1.50,"a":null}'`, '{"b":1.50,"a":null}'],
  ['a model', `(${details}@{ a = 1 })`, '{"a":1}'],
  ['DBNull', '([System.DBNull]::Value)', 'null'],
])('details can be %s', async (_, value, json) => {
  expect(await lab.sent(`${update} -AdditionalDetails ${value}`)).toEqual([`{"additionalDetails":${json}}`]);
});

test.each(['@{}', '$null', '@{ a = $null }', `(${details}::new())`])(
  'details that are %s are left out, and -Verbose names them',
  async (value) => {
    const before = lab.server.requests.length;
    const { verbose } = await lab.mustRun(`${update} -Status x -AdditionalDetails ${value} -Verbose`);
    expect(lab.server.requests.slice(before).map(({ text }) => text)).toEqual(['{"status":"x"}']);
    expect(verbose.join('\n')).toContain('additionalDetails');
  },
);

test('no name is strange in an object that knows none', async () => {
  const { warnings, verbose } = await lab.mustRun(
    `${update} -BodyParameter @{ additionalDetails = @{ any = 1 } } -Verbose`,
  );
  expect(warnings).toEqual([]);
  expect(verbose.join('\n')).not.toContain('not known');
});

test.each([
  ['5', 'Cannot convert the "5" value of type "System.Int32" to type "System.Collections.Hashtable"'],
  ["'x'", "additionalDetails: 'x' is not an additionalDataDictionary"],
])('details that are %s are refused while they are bound', async (value, message) => {
  const { terminating, errors } = await lab.sendsNothing(`${update} -AdditionalDetails ${value}`);
  expect((terminating ?? errors[0])?.message).toContain(message);
});
