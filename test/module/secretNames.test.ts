import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { isSecretHeader } from '../../src/http/secrets/isSecretHeader.ts';
import { psQuote } from '../support/engine.ts';
import { internals } from '../support/internals.ts';
import { Lab, models } from '../support/lab.ts';

let lab: Lab;

beforeAll(async () => {
  lab = await Lab.start();
});

afterAll(() => lab.close());

/** Names that mark secrets both as headers and as JSON members. */
const secret = [
  'Authorization',
  'AUTHORIZATION',
  'Set-Cookie',
  'credentials',
  'passphrase',
  'passwd',
  'adminPassword',
  'passcode',
  'user-pwd',
  'clientSecret',
  'secretText',
  'client_assertion',
  'x-ms-signature',
  'access_token',
  'X-Security-Token',
  'connectionString',
  'connection string',
  'CONNECTION_STRING',
  'primaryKey',
  'storageKey',
  'encryptionKey',
  'xFunctionsKey',
  'x-functions-key',
  'apiKey',
  'APIKEY',
  'api_key',
  'Ocp-Apim-Subscription-Key',
  'jwt',
  'X-Jwt',
  'userJwt',
  'userJWT',
  'bearer',
  'x_bearer',
  'otp',
  'smsOtp',
  'sig',
  'urlSig',
  'pass',
  'userPass',
  'X-Pass',
  'auth',
  'X-Auth',
];

const plain = [
  'design',
  'compass',
  'bypass',
  'signal',
  'otpPolicy',
  'bearerType',
  'skiptoken',
  'deltaToken',
  'Prefer',
  'User-Agent',
  'keyword',
  'passed',
  'jwtType',
];

const members = ['monkey', 'turkey', 'key', 'keys', 'tokenType', 'passwordPolicies', 'cookieCount', 'oauth'];

/** Returns the names whose values are replaced with ***, as headers or as JSON members. */
async function hidden(names: string[], kind: 'header' | 'member'): Promise<(string | undefined)[]> {
  const { output } = await lab.mustRun(`${internals}
    $of = Get-Internal -Name Redaction
    $text = $of.GetMethod('Text', $flags)
    $header = $of.GetMethod('IsSecret', $flags)
    foreach ($name in ${names.map(psQuote).join(', ')}) {
      $isHidden = if ('${kind}' -eq 'header') { $header.Invoke($null, @($name)) }
        else { $text.Invoke($null, @('{"' + $name + '":"value"}')) -eq '{"' + $name + '":"***"}' }
      if ($isHidden) { $name }
    }`);
  return output.map(({ text }) => text);
}

test('both sides take the same names of headers for secret', async () => {
  const names = [...secret, ...plain, ...members];
  const here = names.filter(isSecretHeader);
  expect(await hidden(names, 'header')).toEqual(here);
  expect(here).toEqual(expect.arrayContaining(secret));
  expect(here.filter((name) => plain.includes(name))).toEqual([]);
});

test('the same names hide members of JSON, and ordinary ones do not', async () => {
  expect(await hidden([...secret, ...plain, ...members], 'member')).toEqual(secret);
});

test('no property of the models is taken for secret', async () => {
  const { output } = await lab.mustRun(
    `[PartnerSecurityScore.Models.Model].Assembly.GetExportedTypes() | Where-Object Namespace -eq '${models}' | ForEach-Object { $_.GetProperties().Name } | Sort-Object -Unique`,
  );
  const names = output.map(({ text }) => text ?? '');
  expect(names).toContain('CurrentScore');
  expect(names.filter(isSecretHeader)).toEqual([]);
  expect(await hidden(names, 'member')).toEqual([]);
});
