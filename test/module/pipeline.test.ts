import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { command, Lab, models } from '../support/lab.ts';

let lab: Lab;

beforeAll(async () => {
  lab = await Lab.start();
});

afterAll(() => lab.close());

const score = `[${models}.MicrosoftGraphPartnerSecurityScore]`;

test.each([
  ['a model', `${score}@{ currentScore = 2 }`],
  ['a hashtable', '@{ currentScore = 2 }'],
  ['JSON text', `'{"currentScore":2}'`],
  ['a pscustomobject', '[pscustomobject]@{ currentScore = 2 }'],
  [
    'a generic dictionary',
    "[System.Collections.Generic.Dictionary[string, object]]::new().ForEach({ $_['currentScore'] = 2; $_ })",
  ],
])('%s from the pipeline is the body and no header', async (_, input) => {
  expect(await lab.sent(`$null = ${input} | ${command}`)).toEqual(['{"currentScore":2}']);
  expect(lab.server.requests.at(-1)?.headers).not.toHaveProperty('currentscore');
});

test('a piped body goes with the headers of an argument', async () => {
  const sent = await lab.sent(`$null = @{ currentScore = 2 } | ${command} -Headers @{ 'X-A' = '1' }`);
  expect(sent).toEqual(['{"currentScore":2}']);
  expect(lab.server.requests.at(-1)?.headers).toMatchObject({ 'x-a': '1' });
});

test.each([
  ['expanded parameters', '-CurrentScore 2'],
  ['a body argument', '-BodyParameter @{ currentScore = 2 }'],
])('a piped dictionary is headers where the body comes from %s', async (_, parameters) => {
  const sent = await lab.sent(`$null = @{ 'X-A' = '1' }, @{ 'X-A' = '2' } | ${command} ${parameters}`);
  expect(sent).toEqual(['{"currentScore":2}', '{"currentScore":2}']);
  expect(lab.server.requests.slice(-2).map(({ headers }) => headers['x-a'])).toEqual(['1', '2']);
});

test('each record is a request; a bad one is one error and the others go on [input.several-records]', async () => {
  const before = lab.server.requests.length;
  const { errors, terminating, output } = await lab.run(
    `'{"currentScore":1}', '{"currentScore":"x"}', 42, ([pscustomobject]@{ currentScore = 3 }), $null, @{ currentScore = 4 } | ${command}`,
  );
  expect(terminating).toBeNull();
  expect(lab.server.requests.slice(before).map(({ text }) => text)).toEqual([
    '{"currentScore":1}',
    '{"currentScore":3}',
    '{"currentScore":4}',
  ]);
  expect(output).toHaveLength(3);
  expect(errors.map(({ fullyQualifiedErrorId }) => fullyQualifiedErrorId.split(',')[0])).toEqual([
    'ParameterArgumentTransformationError',
    'InputObjectNotBound',
    'ParameterArgumentValidationErrorNullNotAllowed',
  ]);
  expect(errors[0]?.message).toContain("currentScore: 'x' is not a number");
});

test('piped text that is no body ends the pipeline whatever the headers are', async () => {
  const { terminating } = await lab.sendsNothing(
    `try { '1e3', '{"currentScore":1}' | ${command} -Headers @{ 'X-A' = $null } } catch { throw }`,
  );
  expect(terminating?.message).toContain("parameter 'BodyParameter'. '1e3' is not a partnerSecurityScore");
});

test('an object that can be no body is no header either', async () => {
  const { errors } = await lab.sendsNothing(`'{}', 42 | ${command} -CurrentScore 1`);
  expect(errors.map(({ fullyQualifiedErrorId }) => fullyQualifiedErrorId)).toEqual([
    `InputObjectNotBound,${command}`,
    `InputObjectNotBound,${command}`,
  ]);
});

test('an empty pipeline sends nothing', async () => {
  const { errors, terminating } = await lab.sendsNothing(`@() | ${command} -CurrentScore 1`);
  expect([terminating, ...errors]).toEqual([null]);
});

test('a null piped beside parameters sends them', async () => {
  expect(await lab.sent(`$null = $null | ${command} -CurrentScore 1`)).toEqual(['{"currentScore":1}']);
});

test('an error behind the command stops the pipeline at once [streams.downstream-error]', async () => {
  const before = lab.server.requests.length;
  const { terminating } = await lab.run(
    `@{ id = 'a' }, @{ id = 'b' } | ${command} | ForEach-Object { throw 'stop here' }`,
  );
  expect(terminating?.message).toBe('stop here');
  expect(lab.server.requests.length - before).toBe(1);
});
