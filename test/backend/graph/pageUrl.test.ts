import { describe, expect, test } from '@jest/globals';
import { pageUrl } from '../../../src/graph/pageUrl.ts';
import { prepareRequest } from '../../../src/graph/requestFor.ts';

const path = '/beta/things/a/parts';
const endpoint = 'https://graph.example';
const gateway = 'https://gateway.example:8443/to/graph';

describe('the URL of a page', () => {
  test.each([
    ['/beta/other?$skiptoken=x', '/beta/other?$skiptoken=x'],
    ['parts?$skiptoken=x', '/beta/things/a/parts?$skiptoken=x'],
    ['?$skiptoken=x', '/beta/things/a/parts?$skiptoken=x'],
    ['../b', '/beta/things/b'],
    ['//elsewhere.example/x?y', '/x?y'],
    ['https://graph.microsoft.com/v1.0/x?y#z?', '/v1.0/x?y'],
    ['http://graph.example:1/x', '/x'],
    ['ftp://user:password@elsewhere.example/x', '/x'],
    ['https://elsewhere.example', '/'],
    ['https://elsewhere.example//x//y/?', '//x//y/?'],
    ['/x?a=b?c&top=1&stop-and-skip,%2c%zz\'"', '/x?a=b?c&top=1&stop-and-skip,%2c%zz\'"'],
    ['#part', '/beta/things/a/parts'],
  ])('%s is at the endpoint', (link, expected) => {
    expect(pageUrl(link, path, endpoint)).toBe(endpoint + expected);
    expect(pageUrl(link, path, gateway)).toBe(gateway + expected);
    expect(pageUrl(link, path, '')).toBe(expected);
  });

  test.each([
    ['https://elsewhere.example/to/graph/beta/x?/to/graph', '/beta/x?/to/graph'],
    ['/to/graph/x', '/x'],
    ['/to/graph?x', '?x'],
    ['/to/graphs/x', '/to/graphs/x'],
    ['/to/graph/../admin', '/to/admin'],
    ['/to/graph/%2E%2e/admin', '/to/admin'],
    ['/to/graph%2F../admin', '/to/graph%2F../admin'],
  ])('%s stays behind the path of a gateway', (link, expected) => {
    expect(pageUrl(link, path, gateway)).toBe(gateway + expected);
  });

  test.each(['https://', 'https://hunter2:99999/', 'mailto:hunter2', '/hunter2\ud800'])(
    'is none of %j, and what is wrong is told without it',
    (link) => {
      for (const each of [endpoint, '']) {
        expect(() => pageUrl(link, path, each)).toThrow(
          expect.objectContaining({
            name: 'InvalidParams',
            message: expect.stringMatching(
              /^(?!.*hunter2).*not a valid HTTP URL\. Nothing was sent for that page/,
            ),
          }),
        );
      }
    },
  );

  test('is what a plan has, where nobody is signed in', () => {
    const target = { operation: 'updateSecurityScore', pageLink: 'https://elsewhere.example/x?y' };
    expect(prepareRequest({ ...target, graphEndpoint: '', headers: [] })).toMatchObject({ url: '/x?y' });
  });
});
