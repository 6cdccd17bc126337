import { describe, expect, test } from '@jest/globals';
import { requireSendable } from '../../../src/graph/requireSendable.ts';
import type { SendParams } from '../../../src/protocol/protocol.ts';

const send: SendParams = {
  session: 's',
  tenantId: null,
  method: 'PATCH',
  url: 'https://graph.microsoft.com/beta/x',
  headers: [],
  body: '{}',
  timeoutSeconds: 300,
};

describe('requireSendable', () => {
  test.each([
    [{}, send.url],
    [{ url: 'HTTPS://Graph.Microsoft.COM:443/beta#part' }, 'https://graph.microsoft.com/beta'],
    [{ method: 'GET' as const, body: null }, send.url],
    [{ body: '\u{1f600}' }, send.url],
  ])('takes %j', (change, url) => {
    expect(requireSendable({ ...send, ...change }).href).toBe(url);
  });

  test.each<[string, object]>([
    ['method', { method: 'CONNECT' }],
    ['method', { method: 'patch' }],
    ['url', { url: 'http://graph.microsoft.com/beta' }],
    ['url', { url: 'file:///etc/passwd' }],
    ['url', { url: '/beta' }],
    ['url', { url: 'graph.microsoft.com' }],
    ['url', { url: 'https://graph.microsoft.com@evil.example/' }],
    ['url', { url: 'https://user:hunter2@graph.microsoft.com/' }],
    ['timeoutSeconds', { timeoutSeconds: 0 }],
    ['timeoutSeconds', { timeoutSeconds: 2_147_484 }],
    ['body', { body: 'half: \ud83d' }],
    ['body', { method: 'GET' }],
    ['body', { method: 'HEAD' }],
  ])('refuses a bad %s: %j', (part, change) => {
    let refusal: unknown;
    try {
      requireSendable({ ...send, ...change });
    } catch (error) {
      refusal = error;
    }
    expect(refusal).toMatchObject({
      name: 'InvalidParams',
      message: expect.stringMatching(new RegExp(`^${part} (?!.*hunter2)`)),
    });
  });
});
