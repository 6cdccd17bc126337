import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { signInError } from '../../../../src/auth/signIn/signInError.ts';
import { SignInLog } from '../../../../src/auth/signIn/signInLog.ts';

const now = Date.parse('2026-01-31T08:00:00Z');
const place = { origin: 'https://login.example' };

interface Answer {
  status?: number;
  date?: string;
  secrets?: string[];
  body?: object | string;
}

function errorFor({ status = 400, date, secrets, body = {} }: Answer, where: object = place) {
  const log = new SignInLog(secrets);
  const headers = new Headers(date === undefined ? {} : { date });
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  log.noteAnswer('login.example', status, headers, text, now);
  return signInError(new Error('of the library'), log, where);
}

const refusal = {
  error: 'invalid_client',
  error_description:
    'AADSTS7000215: Invalid client secret provided. Trace ID: aa Correlation ID: bb Timestamp: 2026-01-31',
  error_codes: [7000215],
  correlation_id: '5f1d4e0c-0000-4000-8000-000000000001',
};

describe('signInError', () => {
  test('says what to do, then what the service said, without its trace', () => {
    const { name, message, facts, mayHaveBeenSent } = errorFor({ body: refusal });
    expect([name, mayHaveBeenSent]).toEqual(['SignInFailed', false]);
    expect(message).toBe(
      'Sign-in failed: The client secret is wrong. Use the value of the secret, not its ID. ' +
        'login.example returned an error (AADSTS7000215, invalid_client, correlation id 5f1d4e0c-0000-4000-8000-000000000001). ' +
        'It says: AADSTS7000215: Invalid client secret provided.',
    );
    expect(facts).toEqual({ serviceCode: 'AADSTS7000215', correlationId: refusal.correlation_id });
  });

  test.each([
    [
      'a code that only the user can do something about',
      { ...refusal, error_codes: [50076] },
      'InteractionRequired',
    ],
    ['an error of that kind', { error: 'interaction_required' }, 'InteractionRequired'],
    [
      'missing consent that is asked for as such',
      { error: 'invalid_grant', suberror: 'consent_required' },
      'InteractionRequired',
    ],
    ['a code that nobody knows', { ...refusal, error_codes: [1] }, 'SignInFailed'],
  ])('tells %s by its name', (_, body, name) => {
    expect(errorFor({ body }).name).toBe(name);
  });

  test.each<[string, Answer, RegExp]>([
    [
      'OAuth’s codes alone',
      { body: { error: 'access_denied' } },
      /cancelled or denied\. If it was cancelled, try again\. .* login\.example returned an error \(access_denied\)\./,
    ],
    ['no JSON', { body: '<html>' }, /returned an error \(status 400\)\./],
    ['nothing at all', { body: '' }, /may come from a proxy.* Check the network connection, the proxy and/],
    ['an unknown OAuth code', { body: { error: 'odd' } }, /Check the parameters of Connect-MgGraph/],
    ['a server in trouble', { status: 503, body: '' }, /busy or unavailable\. Try again later\..*status 503/],
    [
      'the words of a metadata service',
      { body: { error: { code: 'x', message: 'No identity.' } } },
      /returned an error \(x\)\. It says: No identity\.$/,
    ],
    [
      'words without a full stop',
      { body: { error: { code: 'x', message: 'No identity' } } },
      /returned an error \(x\)\. It says: No identity\.$/,
    ],
  ])('makes do with %s', (_, answer, message) => {
    expect(errorFor(answer).message).toMatch(message);
  });

  test.each<[string, Answer, object, RegExp]>([
    [
      'a managed identity for which Graph has another address',
      { body: { error: 'invalid_resource' } },
      { isManagedIdentity: true },
      /does not recognize this Microsoft Graph address\. Check -Environment\./,
    ],
    [
      'an issuer of assertions that is busy',
      { status: 503, body: '' },
      { ...place, assertions: { url: 'https://login.example/token', advice: 'Check the job.' } },
      /issuer of the job's tokens is busy or unavailable\. Try again later\..*status 503/,
    ],
  ])('blames nobody else for %s', (_, answer, where, message) => {
    expect(errorFor(answer, where).message).toMatch(message);
  });

  test.each([
    ['2026-01-31T08:10:00Z', "10 minutes behind the service's clock"],
    ['2026-01-31T07:50:00Z', "10 minutes ahead of the service's clock"],
  ])('names a clock that is far off, by the Date %s', (date, says) => {
    expect(errorFor({ body: refusal, date: new Date(date).toUTCString() }).message).toContain(says);
  });

  test.each<[string, number, Answer]>([
    ['a small difference of clocks', 60_000, { body: refusal }],
    ["another server's clock", 600_000, { body: '<html>' }],
  ])('leaves %s alone', (_, difference, answer) => {
    const date = new Date(now + difference).toUTCString();
    expect(errorFor({ ...answer, date }).message).not.toContain('clock');
  });

  test.each([
    ['no_tokens_found', 'InteractionRequired', /The sign-in is no longer valid/],
    ['device_code_expired', 'SignInFailed', /device code expired/],
    ['unable_to_create_cloud_shell', 'SignInFailed', /no user-assigned identities\. Omit -ClientId, or/],
    ['some_code', 'SignInFailed', /Sign-in failed: an unexpected error occurred \(some_code\)/],
  ])('knows the library’s own code %s', (errorCode, name, message) => {
    const error = signInError({ errorCode, name: 'ClientAuthError' }, new SignInLog(), place);
    expect([error.name, error.message]).toEqual([name, expect.stringMatching(message)]);
  });

  test.each(['', '90033'])('knows MSAL’s repetition of a busy answer with the code %j', (errorCode) => {
    const { message } = signInError({ errorCode, name: 'ServerError' }, new SignInLog(), place);
    expect(message).toBe('Sign-in failed: The sign-in service is busy. Try again later.');
  });

  test('does not take the wait for a device’s user for a failure', () => {
    const log = new SignInLog();
    const pending = JSON.stringify({ error: 'authorization_pending', error_codes: [70016] });
    log.noteAnswer('login.example', 400, new Headers(), pending, now);
    const error = signInError({ errorCode: 'device_code_expired' }, log, place);
    expect(error.message).toMatch(/device code expired/);
  });

  test('says what the libraries found out by themselves, whatever a service said before', () => {
    const log = new SignInLog();
    log.noteAnswer('127.0.0.1', 401, new Headers(), '{}', now);
    const error = signInError({ errorCode: 'unable_to_read_secret_file' }, log, {
      isManagedIdentity: true,
    });
    expect(error.message).toMatch(/key file of the Azure Arc agent cannot be read/);
  });

  test('names an error of the libraries that it does not know', () => {
    const error = signInError(new TypeError('bad'), new SignInLog(), place);
    expect(error.message).toMatch(/Sign-in failed: an unexpected error occurred \(TypeError\)/);
  });

  test('never shows a secret, whatever the service says', () => {
    const secret = fc.string({ minLength: 8 }).filter((text) => /^[^\s"\\*]+$/.test(text));
    fc.assert(
      fc.property(secret, fc.constantFrom('error_description', 'message'), (value, member) => {
        const { message } = errorFor({ secrets: [value], body: { [member]: `It was ${value}, no?` } });
        expect(message).toContain('It was ***, no?');
      }),
    );
  });

  test('is one line of bounded length, whatever the service says', () => {
    fc.assert(
      fc.property(fc.string(), fc.jsonValue(), (text, value) => {
        const body = { error: text, error_description: `${text}\r\n${text}`.repeat(100), error_codes: value };
        const { message } = errorFor({ body });
        expect(message).not.toMatch(/[\r\n]/);
        expect(message.length).toBeLessThan(1500 + 2 * text.length);
      }),
    );
  });
});
