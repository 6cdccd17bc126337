import { afterAll, describe, expect, test } from '@jest/globals';
import { HttpMethod } from '@microsoft/kiota-abstractions';
import fc from 'fast-check';
import { operations } from '../../../src/graph/client/operations.ts';
import { requestFor } from '../../../src/graph/requestFor.ts';

const endpoint = 'https://graph.example';
const invented = operations as Map<string, unknown>;

// As Kiota writes it for a path with a parameter and options of OData.
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

  test('puts parameters in their places, with $ in the names of options', () => {
    const { url } = requestFor(
      {
        operation: 'listThings',
        pathParameters: { 'thing-id': 'a/b c' },
        queryParameters: { $filter: "name eq 'x&$y%24'", $select: ['id', 'na,me'], search: '' },
      },
      endpoint,
    );
    expect(url).toBe(
      `${endpoint}/beta/things/a%2Fb%20c/parts?$filter=name%20eq%20'x%26%24y%2524'&$select=id%2Cna%2Cme&search=`,
    );
  });

  test('leaves every value readable as it was, whatever is in it', () => {
    const text = fc
      .string({ unit: 'grapheme', minLength: 1 })
      .filter((value) => !/\p{Surrogate}|^\.{1,2}$/u.test(value));
    fc.assert(
      fc.property(text, text, (id, filter) => {
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
        expect([...url.searchParams]).toEqual([['$filter', filter]]);
      }),
    );
  });

  test.each(['', '.', '..', '\ud800', undefined])('makes no URL of the segment %j', (id) => {
    const pathParameters = id === undefined ? {} : { 'thing-id': id };
    expect(() => requestFor({ operation: 'listThings', pathParameters }, endpoint)).toThrow(
      /^thing-id .*Nothing was sent/,
    );
  });

  test('makes no URL of an option that no UTF-8 can carry', () => {
    const target = {
      operation: 'listThings',
      pathParameters: { 'thing-id': 'a' },
      queryParameters: { $filter: 'x\udfff' },
    };
    expect(() => requestFor(target, endpoint)).toThrow(/^\$filter .*Nothing was sent/);
  });

  test('takes nothing of the URL from parameters that the operation does not have', () => {
    const pathParameters = { baseurl: 'https://other.example', 'request-raw-url': 'https://other.example' };
    expect(requestFor({ operation: 'updateSecurityScore', pathParameters }, endpoint).url).toBe(
      `${endpoint}/beta/security/partner/securityScore`,
    );
  });

  test('knows no other operation', () => {
    expect(() => requestFor({ operation: 'constructor' }, endpoint)).toThrow(/no operation constructor/);
  });
});
