import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { claimsOf } from '../../../src/http/middleware/claimsChallenge.ts';

const encode = (text: string) => Buffer.from(text).toString('base64');
const claims = '{"access_token":{"acrs":{"essential":true,"value":"c1"}}}';

describe('claimsOf', () => {
  test.each([
    `Bearer realm="", error="insufficient_claims", claims="${encode(claims)}"`,
    `bearer claims="${encode(claims)}",error="insufficient_claims"`,
    `Negotiate, Bearer error="invalid_token", Bearer error="insufficient_claims", claims="${encode(claims)}"`,
    `PoP nonce="x", Bearer authorization_uri="https://login.example/a,b", error="insufficient_claims", claims="${encode(claims)}"`,
    `Bearer error="insufficient_claims", error_description="The Bearer token, \\"that\\" one", claims="${encode(claims)}"`,
    `Bearer error=insufficient_claims, claims=${encode(claims)}`,
    `Bearer error = "insufficient_claims" , claims = "${encode(claims)}"`,
  ])('reads %s', (header) => {
    expect(claimsOf(header)).toBe(claims);
  });

  test.each([
    null,
    '',
    'Bearer',
    'Bearer error="invalid_token"',
    `Bearer error="invalid_token", claims="${encode(claims)}"`,
    `PoP error="insufficient_claims", claims="${encode(claims)}"`,
    'Bearer error="insufficient_claims"',
    'Bearer error="insufficient_claims", claims=""',
    'Bearer error="insufficient_claims", claims="!"',
    `Bearer error="insufficient_claims", claims="${encode('"text"')}"`,
    `Bearer error="insufficient_claims", xclaims="${encode(claims)}"`,
  ])('finds none in %s', (header) => {
    expect(claimsOf(header)).toBeUndefined();
  });

  test('gives back any claims, and never throws', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (object) => {
        const text = JSON.stringify(object);
        expect(claimsOf(`Bearer error="insufficient_claims", claims="${encode(text)}"`)).toBe(text);
      }),
    );
    fc.assert(fc.property(fc.string(), (header) => void claimsOf(header)));
  });
});
