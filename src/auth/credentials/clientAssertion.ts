import { createHash, randomUUID } from 'node:crypto';
import { ClientAssertionCredential } from '@azure/identity';
import { ProtocolError } from '../../protocol/errors.ts';
import type { ClientCertificateParams } from '../../protocol/protocol.ts';
import type { SignInTools } from '../signIn/signIn.ts';
import { signInContext } from '../signIn/signInContext.ts';
import type { NewCredential } from './applicationCredential.ts';

/** The number of seconds for which an assertion is valid: long enough for one request over a slow line. */
const LIFETIME_SECONDS = 10 * 60;

/**
 * Signs in with a certificate whose key stays where it is: the client signs each assertion (RFC 7523, as the
 * Microsoft identity platform wants it).
 * @param signInOrigin Whom the assertions are made out to.
 */
export function clientAssertion(
  params: ClientCertificateParams,
  signInOrigin: string,
  sign: SignInTools['sign'],
): NewCredential {
  const { tenantId, clientId, algorithm } = params;
  const audience = `${signInOrigin}/${tenantId}/oauth2/v2.0/token`;
  const assertion = async () => {
    const content = unsigned(params, audience, Date.now());
    try {
      return `${content}.${(await sign(algorithm, Buffer.from(content))).toString('base64url')}`;
    } catch (error) {
      signInContext().log.cause = signatureFailed(error);
      throw error;
    }
  };
  return (options) => new ClientAssertionCredential(tenantId, clientId, assertion, options);
}

function signatureFailed(error: unknown): ProtocolError {
  const reason = error instanceof ProtocolError ? error.message : 'PowerShell returned an invalid signature';
  return new ProtocolError(
    'SignInFailed',
    `Sign-in failed: the private key of the certificate could not sign: ${reason}`,
  );
}

/** @param now In milliseconds since 1970. */
export function unsigned(params: ClientCertificateParams, audience: string, now: number): string {
  const { clientId, algorithm, certificate, chain } = params;
  const digest = (name: string) =>
    createHash(name).update(Buffer.from(certificate, 'base64')).digest('base64url');
  const thumbprint = algorithm === 'PS256' ? { 'x5t#S256': digest('sha256') } : { x5t: digest('sha1') };
  const seconds = Math.floor(now / 1000);
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const header = { alg: algorithm, typ: 'JWT', ...thumbprint, ...(chain !== undefined && { x5c: chain }) };
  const payload = {
    aud: audience,
    iss: clientId,
    sub: clientId,
    jti: randomUUID(),
    iat: seconds,
    nbf: seconds,
    exp: seconds + LIFETIME_SECONDS,
  };
  return `${part(header)}.${part(payload)}`;
}
