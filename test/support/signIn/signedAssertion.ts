import { constants, createHash, randomUUID, sign, X509Certificate } from 'node:crypto';
import type { PemCertificate } from './keys.ts';

export interface AssertionOptions {
  certificate: PemCertificate;
  clientId: string;
  /** The token endpoint. */
  audience: string;
  algorithm?: 'RS256' | 'PS256';
  /** Header fields that override the defaults. */
  header?: Record<string, unknown>;
  /** Claims that override the defaults. */
  claims?: Record<string, unknown>;
}

/** Creates a client assertion without the libraries under test. */
export function signedAssertion({
  certificate,
  clientId,
  audience,
  algorithm = 'RS256',
  header,
  claims,
}: AssertionOptions): string {
  const { raw } = new X509Certificate(certificate.cert);
  const now = Math.floor(Date.now() / 1000);
  const content = [
    { alg: algorithm, typ: 'JWT', x5t: createHash('sha1').update(raw).digest('base64url'), ...header },
    { aud: audience, iss: clientId, sub: clientId, jti: randomUUID(), nbf: now, exp: now + 600, ...claims },
  ]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
  const pss = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST };
  const key = { key: certificate.key, ...(algorithm === 'PS256' ? pss : {}) };
  return `${content}.${sign('sha256', Buffer.from(content), key).toString('base64url')}`;
}
