import { expect, test } from '@jest/globals';
import { randomOf, seed } from '../torture.ts';
import { echoForms, written } from './echo.ts';
import { Planted } from './planted.ts';
import { secretText } from './secretValues.ts';

const secret = secretText(randomOf(seed));
const planted = new Planted();
planted.add('it', secret);

/** Ways in which a secret could get into a file or a message, created independently of the search. */
const ways: Record<string, string> = {
  ...Object.fromEntries(echoForms.map((form) => [form, written(form, secret)])),
  'its beginning': secret.slice(0, 20),
  'its end': secret.slice(-20),
  'a form field': new URLSearchParams({ secret }).toString(),
  'JSON in JSON': JSON.stringify(JSON.stringify({ secret })),
  'Basic authentication': btoa(`user:${secret}`),
  'base64 behind one more character': btoa(`users:${secret}`),
  'base64 behind two more characters': btoa(`users0:${secret}`),
  'base64 for URLs': Buffer.from(secret).toString('base64url'),
  'an encoded command': Buffer.from(`'${secret}'`, 'utf16le').toString('base64'),
  'memory of .NET': Buffer.from(secret, 'utf16le').toString('latin1'),
  'big-endian UTF-16': Buffer.from(secret, 'utf16le').swap16().toString('latin1'),
  'hexadecimal digits': Buffer.from(secret).toString('hex'),
};

test.each(Object.keys(ways))('a secret is found as %s', (way) => {
  expect(planted.find('here', `before ${ways[way]} behind`)).toContainEqual(
    expect.objectContaining({ place: 'here', secret: 'it' }),
  );
});

test('nothing is found where nothing is, and what cannot be told from other text is not taken', () => {
  expect(planted.find('here', secretText(randomOf(seed + 1)))).toEqual([]);
  expect(() => planted.add('short', 'password')).toThrow(/short/);
});
