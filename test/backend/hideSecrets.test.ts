import { describe, expect, test } from '@jest/globals';
import { hideSecrets } from '../../src/hideSecrets.ts';

const secret = `pa+ss/wo=rd "quoted" \\ & 100% é`;

describe('a secret is hidden', () => {
  test.each([
    ['as it is', secret],
    ['percent-encoded', encodeURIComponent(secret)],
    ['percent-encoded in small letters', encodeURIComponent(secret).toLowerCase()],
    ['in a form', new URLSearchParams({ '': secret }).toString().slice(1)],
    ['in JSON', JSON.stringify(secret).slice(1, -1)],
    ['in JSON within JSON', JSON.stringify(JSON.stringify(secret)).slice(3, -3)],
    [
      'escaped throughout',
      secret.replace(/[^a-z\d]/g, (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`),
    ],
    ['with escaped slashes', secret.replaceAll('/', '\\/')],
    ['in base64', Buffer.from(secret).toString('base64')],
    ['in base64 for URLs', Buffer.from(secret).toString('base64url')],
  ])('%s', (_, written) => {
    expect(hideSecrets(`before ${written} and ${written}, behind`, [secret])).toBe(
      'before *** and ***, behind',
    );
  });

  test('with line breaks that became spaces', () => {
    expect(hideSecrets('a KEY END z', ['KEY\nEND'])).toBe('a *** z');
    expect(hideSecrets('{"pem":"KEY\\nEND"}', ['KEY\nEND'])).toBe('{"pem":"***"}');
  });

  test('whole, where another is a part of it', () => {
    expect(hideSecrets('user:hunter2', ['hunter2', 'user:hunter2'])).toBe('***');
    expect(hideSecrets(`Basic ${btoa('user:hunter2')}.`, ['hunter2', 'user:hunter2'])).toBe('Basic ***.');
  });
});

test('all else stays as it is, and short texts are no secrets', () => {
  const text = 'An ordinary text with a .dot and (marks).';
  expect(hideSecrets(text, ['', 'a', 'dot', '.*', 'other secret'])).toBe(text);
  expect(hideSecrets('Forbidden', ['Forbidden'], 12)).toBe('Forbidden');
});

test('no text takes long', () => {
  const hostile = ['\\'.repeat(1_000_000), '%5C'.repeat(300_000), 'a'.repeat(1_000_000)];
  const begin = performance.now();
  for (const text of hostile) {
    hideSecrets(text, ['\\\\secret', '"secret"', 'aaaaaaaaaaaaab', '+/+/+/+/']);
  }
  expect(performance.now() - begin).toBeLessThan(5000);
});
