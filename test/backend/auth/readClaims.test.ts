import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readClaims } from '../../../src/auth/readClaims.ts';

const nothing = { clientId: null, tenantId: null, account: null, appName: null, scopes: [], expiresOn: null };

function jwt(payload: unknown): string {
  return `e30.${Buffer.from(JSON.stringify(payload)).toString('base64url')}.c2ln`;
}

describe('readClaims', () => {
  test('reads a delegated token', () => {
    const payload = {
      appid: 'app',
      azp: 'other',
      tid: 'tenant',
      upn: 'ü@contoso.com',
      app_displayname: 'App',
      scp: 'a  b',
      roles: ['r'],
      exp: 1_700_000_000,
    };
    expect(readClaims(jwt(payload))).toEqual({
      clientId: 'app',
      tenantId: 'tenant',
      account: 'ü@contoso.com',
      appName: 'App',
      scopes: ['a', 'b'],
      expiresOn: new Date('2023-11-14T22:13:20.000Z'),
    });
  });

  test('reads the second choices', () => {
    expect(
      readClaims(jwt({ azp: 'app', preferred_username: 'p', unique_name: 'u', roles: ['r', 1, 's'] })),
    ).toEqual({
      ...nothing,
      clientId: 'app',
      account: 'p',
      scopes: ['r', 's'],
    });
    expect(readClaims(jwt({ unique_name: 'u' })).account).toBe('u');
  });

  test.each([
    'opaque',
    'a.b',
    'a.b.c',
    'a.!!!.c',
    jwt(null),
    jwt(5),
    jwt('text'),
    jwt([1]),
    jwt({ exp: 'soon', tid: 5, scp: 1 }),
  ])('gives nothing for %s', (token) => {
    expect(readClaims(token)).toEqual(nothing);
  });

  test('gives no date for one that no calendar has', () => {
    expect(readClaims(jwt({ exp: 1e300 })).expiresOn).toBeNull();
  });

  test('takes any text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void readClaims(text)));
    fc.assert(fc.property(fc.jsonValue(), (value) => void readClaims(jwt(value))));
  });
});
