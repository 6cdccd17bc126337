import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { headersOf } from '../../../src/http/headerList.ts';
import { redirected } from '../../../src/http/middleware/redirect.ts';

const graph = 'https://graph.example';
const sent = {
  url: `${graph}/beta/score?a=1`,
  request: {
    method: 'PATCH',
    body: '{}',
    headers: [
      ['authorization', 'Bearer token'],
      ['content-type', 'application/json'],
      ['Prefer', 'x'],
      ['Prefer', 'y'],
      ['cookie', 'c=1'],
      ['HOST', 'h.example'],
    ] as [string, string][],
  },
};
const follow = (location: string | null, status = 307, from: { url: string; request: RequestInit } = sent) =>
  redirected(from, status, location === null ? null : Buffer.from(location).toString('latin1'));
const namesOf = ({ request }: { request: RequestInit }) => headersOf(request).map(([name]) => name);

describe('redirected', () => {
  test.each([
    ['/v1.0/other', `${graph}/v1.0/other`],
    ['other', `${graph}/beta/other`],
    ['?b=2', `${graph}/beta/score?b=2`],
    ['../x', `${graph}/x`],
    ['//graph.example/y', `${graph}/y`],
    ['HTTPS://GRAPH.example:443/z#part', `${graph}/z`],
  ])('%s stays at the origin, with everything', (location, url) => {
    expect(follow(location)).toEqual({ ...sent, url });
  });

  test.each([
    'https://other.example/',
    '//other.example/',
    'https://graph.example:444/',
    'https://graph.example.evil.example/',
    'https://graph.example\u3002evil.example/',
  ])('%s gets nothing that belongs to the first host', (location) => {
    const next = follow(location);
    expect(namesOf(next)).toEqual(['content-type', 'Prefer', 'Prefer']);
    expect(next.request).toMatchObject({ method: 'PATCH', body: '{}' });
  });

  test('gives nothing back at the first host', () => {
    expect(namesOf(follow(sent.url, 307, follow('https://other.example/')))).toEqual([
      'content-type',
      'Prefer',
      'Prefer',
    ]);
  });

  test('of 303 is a GET without a body', () => {
    const { request } = follow('/next', 303);
    expect(request).toEqual({
      method: 'GET',
      headers: sent.request.headers.filter(([name]) => name !== 'content-type'),
    });
  });

  test.each<[string | null, string]>([
    [null, 'without a Location'],
    ['', 'without a Location'],
    ['https://[', 'not a URL'],
    ['http://evil.example/p?secret', 'evil.example. The redirect URL must use https'],
    [
      'http://127.0.0.1:80/p?secret',
      '127.0.0.1. The redirect URL must use https, as the redirecting URL does',
    ],
    ['http://localhost/secret', 'localhost. The redirect URL must use https'],
    ['http://[::1]:8080/secret', '[::1]:8080. The redirect URL must use https'],
    [
      'https://me:secret@evil.example/',
      'evil.example. The redirect URL must not contain a user name or password',
    ],
    ['ftp://evil.example/', 'evil.example. The redirect URL must use https'],
    ['javascript:secret', 'javascript:. The redirect URL must use https'],
  ])('refuses %j', (location, text) => {
    let error: unknown;
    try {
      follow(location);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toMatchObject({ name: 'InvalidRedirect', mayHaveBeenSent: false });
    const { message } = error as Error;
    expect(message).toContain(text);
    expect(message).toContain('graph.example returned status 307');
    expect(message).not.toContain('secret');
  });

  test('does not know the outcome where 303 cannot be followed', () => {
    expect(() => follow(null, 303)).toThrow(expect.objectContaining({ mayHaveBeenSent: true }));
  });

  test('goes from this computer to this computer in plain HTTP', () => {
    const local = { ...sent, url: 'http://127.0.0.1:8080/beta' };
    expect(follow('http://localhost:8081/', 307, local).url).toBe('http://localhost:8081/');
    expect(follow(graph, 307, local).url).toBe(`${graph}/`);
  });

  test('takes to another origin no header whose name says that it is secret, and all others', () => {
    const word = fc.constantFrom('x', 'ms', 'graph', 'request', 'ocp', 'apim', 'subscription', 'functions');
    const secret = fc.constantFrom(
      ...['authorization', 'cookie', 'api-key', 'key', 'token', 'access-token', 'secret', 'password'],
      ...['signature', 'credential', 'auth', 'assertion'],
    );
    const spelt = (parts: readonly string[], isUpper: boolean) =>
      isUpper ? parts.join('-').toUpperCase() : parts.join('-');
    const name = (last: fc.Arbitrary<string>) =>
      fc
        .tuple(fc.array(word, { maxLength: 3 }), last, fc.boolean())
        .map(([first, end, isUpper]) => spelt([...first, end], isUpper));
    const plain = name(fc.constantFrom('id', 'match', 'prefer', 'consistencylevel', 'keyboard', 'author'));
    fc.assert(
      fc.property(fc.array(name(secret)), fc.array(plain), (secrets, others) => {
        const headers = [...secrets, ...others].map((each): [string, string] => [each, 'x']);
        const from = { ...sent, request: { ...sent.request, headers } };
        expect(namesOf(follow('https://other.example/', 307, from))).toEqual(others);
        expect(namesOf(follow('/here', 307, from))).toEqual([...secrets, ...others]);
      }),
    );
  });

  test('reads a Location in UTF-8, and one in Latin-1, as it is escaped in a URL', () => {
    const part = fc
      .string({ unit: 'grapheme', minLength: 1 })
      .filter((text) => !/[\p{C}\s/\\?#%.]/u.test(text));
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 3 }), part, (folders, value) => {
        const location = `/${folders.join('/')}?q=${value}`;
        expect(follow(location).url).toBe(new URL(location, graph).href);
      }),
      { examples: [[['tenants', 'é'], '龍🐧']] },
    );
    expect(redirected(sent, 307, '/tenants/\u00e9').url).toBe(`${graph}/tenants/%C3%A9`);
  });

  test('leads to an allowed URL or is refused, and never takes the token elsewhere', () => {
    const location = fc.oneof(fc.string(), fc.webUrl({ validSchemes: ['http', 'https', 'ftp'] }));
    fc.assert(
      fc.property(location, fc.constantFrom(301, 302, 303, 307, 308), (text, status) => {
        try {
          const next = follow(text, status);
          expect(next.url).toMatch(/^https:/);
          expect(namesOf(next).includes('authorization')).toBe(new URL(next.url).origin === graph);
        } catch (error) {
          expect(error).toMatchObject({ name: 'InvalidRedirect' });
        }
      }),
    );
  });
});
