import { createHash } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { unsigned } from '../../../../src/auth/credentials/clientAssertion.ts';
import type { ClientCertificateParams } from '../../../../src/protocol/protocol.ts';

const certificate = Buffer.from('a certificate');
const params: ClientCertificateParams = {
  type: 'clientCertificate',
  tenantId: 'contoso.example',
  clientId: 'app',
  certificate: certificate.toString('base64'),
  algorithm: 'PS256',
};
const digest = (name: string) => createHash(name).update(certificate).digest('base64url');
const now = 1_769_846_400_900;

function partsOf(given: ClientCertificateParams): object[] {
  return unsigned(given, 'https://login.example/t/oauth2/v2.0/token', now)
    .split('.')
    .map((part) => JSON.parse(Buffer.from(part, 'base64url').toString()) as object);
}

test('an assertion says who signs in where, for ten minutes', () => {
  expect(partsOf(params)).toEqual([
    { alg: 'PS256', typ: 'JWT', 'x5t#S256': digest('sha256') },
    {
      aud: 'https://login.example/t/oauth2/v2.0/token',
      iss: 'app',
      sub: 'app',
      jti: expect.stringMatching(/^[0-9a-f-]{36}$/),
      iat: 1_769_846_400,
      nbf: 1_769_846_400,
      exp: 1_769_847_000,
    },
  ]);
});

test('a key that knows no PSS is named by the older thumbprint, and the chain goes along', () => {
  const [header] = partsOf({ ...params, algorithm: 'RS256', chain: ['one', 'two'] });
  expect(header).toEqual({ alg: 'RS256', typ: 'JWT', x5t: digest('sha1'), x5c: ['one', 'two'] });
});

test('no two are the same', () => {
  expect(unsigned(params, 'a', now)).not.toBe(unsigned(params, 'a', now));
});
