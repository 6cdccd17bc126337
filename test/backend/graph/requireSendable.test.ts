import { describe, expect, test } from '@jest/globals';
import { requireSendable } from '../../../src/graph/requireSendable.ts';
import type { HttpMethodName } from '../../../src/protocol/protocol.ts';

const send = {
  method: 'PATCH' as HttpMethodName,
  url: 'https://graph.microsoft.com/beta/x',
  body: '{}' as string | null,
  timeoutSeconds: 300,
};
const checked = (change: object) => {
  const { body, timeoutSeconds, ...request } = { ...send, ...change };
  return requireSendable(request, body, timeoutSeconds);
};

describe('requireSendable', () => {
  test.each([
    [{}, send.url],
    [{ url: 'HTTPS://Graph.Microsoft.COM:443/beta#part' }, 'https://graph.microsoft.com/beta'],
    [{ url: `${send.url}/'?a='b'?"c d"\u{1f600}#'?` }, `${send.url}/'?a='b'?%22c%20d%22%F0%9F%98%80`],
    [{ method: 'GET' as const, body: null }, send.url],
    [{ body: '\u{1f600}' }, send.url],
  ])('takes %j', (change, url) => {
    expect(checked(change)).toBe(url);
  });

  test.each<[string, object]>([
    ['the method', { method: 'CONNECT' }],
    ['the method', { method: 'patch' }],
    ['the URL', { url: 'http://graph.microsoft.com/beta' }],
    ['the URL', { url: 'file:///etc/passwd' }],
    ['the URL', { url: '/beta' }],
    ['the URL', { url: `${send.url}?half: \ud83d` }],
    ['the URL', { url: 'graph.microsoft.com' }],
    ['the URL', { url: 'https://graph.microsoft.com@evil.example/' }],
    ['the URL', { url: 'https://user:hunter2@graph.microsoft.com/' }],
    ['the time limit', { timeoutSeconds: 0 }],
    ['the time limit', { timeoutSeconds: 2_147_484 }],
    ['the body', { body: 'half: \ud83d' }],
    ['the body', { method: 'GET' }],
    ['the body', { method: 'HEAD' }],
  ])('refuses the request because of %s: %j', (part, change) => {
    let refusal: unknown;
    try {
      checked(change);
    } catch (error) {
      refusal = error;
    }
    expect(refusal).toMatchObject({
      name: 'InvalidParams',
      message: expect.stringMatching(new RegExp(`^${part} (?!.*hunter2)`)),
    });
  });
});
