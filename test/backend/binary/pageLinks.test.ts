import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { GraphServer } from '../../support/graphServer.ts';
import { accessToken } from '../../support/tokens.ts';
import { backendBinary } from '../support/binary.ts';
import { TestBackend } from '../support/testBackend.ts';

const binary = backendBinary();
const token = accessToken();
const operation = 'listAlerts';
/** The path prefix of a gateway in front of Graph. */
const prefix = '/to/graph';

let server: GraphServer;
let other: GraphServer;
let backend: TestBackend;

beforeAll(async () => {
  [server, other] = await Promise.all([GraphServer.start(), GraphServer.start()]);
  server.reply({ body: '{}' });
  backend = await TestBackend.ready(binary, server.url, token);
  await backend.openSession('gateway', `${server.url}${prefix}`, token);
});

afterAll(async () => {
  await backend.stop();
  expect(backend.stderr).toBe('');
  await Promise.all([server.close(), other.close()]);
});

/** Characters that are allowed in a path segment (RFC 3986, section 3.3). */
const character = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(..."abzAZ019-._~!$&'()*+,;=:@") },
  { weight: 1, arbitrary: fc.stringMatching(/^%[0-9A-Fa-f]{2}$/) },
  { weight: 1, arbitrary: fc.constantFrom('top', 'skip', '$top', 'count', '%24skiptoken=', '%2525') },
);
const segment = fc
  .array(character, { maxLength: 8 })
  .map((parts) => parts.join(''))
  .filter((text) => !/^(?:\.|%2e){1,2}$/i.test(text));
const path = fc.array(segment, { maxLength: 6 }).map((segments) => `/${segments.join('/')}`);
const query = fc.option(
  fc
    .array(fc.oneof(character, fc.constantFrom('?', '/')), { maxLength: 20 })
    .map((parts) => `?${parts.join('')}`),
  { nil: '' },
);
const fragment = fc.constantFrom('', '#', '#part?/x');

const origin = () =>
  fc.constantFrom(
    server.url,
    other.url,
    other.url.replace('http:', 'https:'),
    'https://graph.microsoft.com',
    'http://user:password@elsewhere.invalid:8080',
    '//elsewhere.invalid',
    '',
  );

async function arrives(session: string, link: string): Promise<string> {
  server.requests.length = 0;
  await backend.sendOperation({ session, operation, pageLink: link });
  expect(server.requests).toMatchObject([
    { method: 'GET', headers: { authorization: `Bearer ${token}`, host: new URL(server.url).host } },
  ]);
  return server.requests[0]?.url ?? '';
}

describe('a link to a page', () => {
  test('arrives as it came, at the endpoint and nowhere else', async () => {
    await fc.assert(
      fc.asyncProperty(origin(), path, query, fragment, async (from, place, asked, part) => {
        fc.pre(from !== '' || !place.startsWith('//'));
        const link = `${from}${place}${asked}${part}`;
        expect(await arrives('s', link)).toBe(`${place}${asked}`);
        const behind = /^\/to\/graph(?:\/|$)/.test(place) ? place.slice(prefix.length) : place;
        expect(await arrives('gateway', link)).toBe(`${prefix}${behind}${asked}`);
        expect(await arrives('gateway', `${from}${prefix}${place}${asked}`)).toBe(
          `${prefix}${place}${asked}`,
        );
      }),
    );
    expect(other.clientPorts).toEqual([]);
  });

  test('without a slash is resolved at the URL of the operation', async () => {
    const list = '/beta/security/partner';
    expect(await arrives('s', 'securityScore?$skiptoken=a?b')).toBe(`${list}/securityScore?$skiptoken=a?b`);
    expect(await arrives('gateway', "?a='b'")).toBe(`${prefix}${list}/securityAlerts?a='b'`);
  });

  test('that is not a URL is an error which does not repeat it', async () => {
    server.requests.length = 0;
    const params = { session: 's', operation, pageLink: 'https://hunter2:port/' };
    await expect(backend.sendOperation(params)).rejects.toThrow(
      /InvalidParams: (?!.*hunter2).*is not a valid HTTP URL/,
    );
    expect(server.requests).toEqual([]);
  });
});
