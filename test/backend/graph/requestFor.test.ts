import { afterAll, describe, expect, test } from '@jest/globals';
import { HttpMethod } from '@microsoft/kiota-abstractions';
import fc from 'fast-check';
import { operations } from '../../../src/graph/client/operations.ts';
import { requestFor } from '../../../src/graph/requestFor.ts';

const endpoint = 'https://graph.example';
const invented = operations as Map<string, unknown>;

// An invented operation, whose template is as Kiota generates it for a path with a parameter and query options.
invented.set('listThings', {
  method: HttpMethod.GET,
  metadata: {
    uriTemplate: '{+baseurl}/things/{thing%2Did}/parts{?%24filter*,%24select*,search*}',
  },
});

afterAll(() => {
  invented.delete('listThings');
});

describe('requestFor', () => {
  test('makes the request of an operation', () => {
    expect(requestFor({ operation: 'updateSecurityScore' }, `${endpoint}/path`)).toEqual({
      method: 'PATCH',
      url: `${endpoint}/path/beta/security/partner/securityScore`,
      contentType: 'application/json',
    });
  });

  test('leaves the endpoint as it is', () => {
    const gateway = `${endpoint}/%C3%A4/a%20b/%7Bx%7D/%zz;b=c,d`;
    expect(requestFor({ operation: 'updateSecurityScore' }, gateway).url).toBe(
      `${gateway}/beta/security/partner/securityScore`,
    );
  });

  test('takes what a step has made as it is', () => {
    const target = { method: 'GET' as const, url: 'https://other.example/%24x?a=b,c' };
    expect(requestFor(target, endpoint)).toMatchObject(target);
  });

  test('puts parameters in their places, options in their order and with $ in their names', () => {
    const { url } = requestFor(
      {
        operation: 'listThings',
        pathParameters: { 'thing-id': 'a/b c' },
        queryParameters: { $select: ['id', 'na,me'], search: '', $filter: "name eq 'x&$y%24'" },
      },
      endpoint,
    );
    expect(url).toBe(
      `${endpoint}/beta/things/a%2Fb%20c/parts?$select=id%2Cna%2Cme&search=&$filter=name%20eq%20%27x%26%24y%2524%27`,
    );
  });

  test('leaves every value readable as it was, whatever is in it', () => {
    const text = fc.string({ unit: 'binary', minLength: 1 });
    const id = text.filter((value) => !/^\.{1,2}$/.test(value));
    fc.assert(
      fc.property(id, text, (id, filter) => {
        const url = new URL(
          requestFor(
            {
              operation: 'listThings',
              pathParameters: { 'thing-id': id },
              queryParameters: { $filter: filter },
            },
            endpoint,
          ).url,
        );
        expect(url.origin).toBe(endpoint);
        expect(url.pathname.split('/').map(decodeURIComponent)).toEqual(['', 'beta', 'things', id, 'parts']);
        expect([...url.searchParams]).toEqual([['$filter', filter]]);
      }),
    );
  });

  test.each([
    ['a/b', 'a%2Fb'],
    ['a b', 'a%20b'],
    ['é', '%C3%A9'],
    ['a?b#c', 'a%3Fb%23c'],
    ['a%2Fb', 'a%252Fb'],
    ['$count', '%24count'],
    ['&$count', '%26%24count'],
  ])('makes one segment of the id %s, encoded once', (id, segment) => {
    const target = { operation: 'listThings', pathParameters: { 'thing-id': id } };
    expect(requestFor(target, endpoint).url).toBe(`${endpoint}/beta/things/${segment}/parts`);
  });

  test('makes no URL of what no UTF-8 can carry', () => {
    const target = {
      operation: 'listThings',
      pathParameters: { 'thing-id': '\ud800' },
      queryParameters: { $filter: 'x\udfff' },
    };
    expect(() => requestFor(target, endpoint)).toThrow(/^thing-id .*Nothing was sent/);
    const pathParameters = { 'thing-id': 'a' };
    expect(() => requestFor({ ...target, pathParameters }, endpoint)).toThrow(/^\$filter .*Nothing was sent/);
  });

  test('takes the link of a page in place of options, and resolves it at the URL without them', () => {
    const target = {
      operation: 'listThings',
      pathParameters: { 'thing-id': 'a/b' },
      queryParameters: { $filter: 'x' },
      pageLink: 'parts?$skiptoken=y',
    };
    expect(requestFor(target, `${endpoint}/path`)).toMatchObject({
      method: 'GET',
      url: `${endpoint}/path/beta/things/a%2Fb/parts?$skiptoken=y`,
    });
  });

  test('takes nothing of the URL from parameters that the operation does not have', () => {
    const pathParameters = { baseurl: 'https://other.example', 'request-raw-url': 'https://other.example' };
    expect(requestFor({ operation: 'updateSecurityScore', pathParameters }, endpoint).url).toBe(
      `${endpoint}/beta/security/partner/securityScore`,
    );
  });

  test('knows no other operation', () => {
    expect(() => requestFor({ operation: 'constructor' }, endpoint)).toThrow(
      /does not support the operation constructor/,
    );
  });
});
