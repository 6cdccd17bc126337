import { createHash, randomUUID } from 'node:crypto';
import { ClientAssertionCredential } from '@azure/identity';
import { ProtocolError } from '../../protocol/errors.ts';
import type { ClientCertificateParams } from '../../protocol/protocol.ts';
import type { SignInTools } from '../signIn/signIn.ts';
import { signInContext } from '../signIn/signInContext.ts';
import type { NewCredential } from './applicationCredential.ts';

/** The validity period of an assertion, in seconds. It allows for one request over a slow connection. */
const LIFETIME_SECONDS = 10 * 60;

/**
 * Creates a credential for a certificate whose private key remains in the client. The client signs each
 * assertion (RFC 7523), in the format that the Microsoft identity platform requires.
 * @param signInOrigin The origin of the sign-in service, for the audience of the assertions.
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
  const reason = error instanceof ProtocolError ? error.message.replace(/\.$/, '') : 'unknown reason';
  return new ProtocolError(
    'SignInFailed',
    `Sign-in failed: the certificate's private key cannot be used: ${reason}. Nothing was sent to Graph. Sign in again with Connect-MgGraph. If the error persists, check that this user can use the key.`,
  );
}

/**
 * Returns the encoded header and payload of an assertion, without its signature.
 * @param now The current time, in milliseconds since the Unix epoch.
 */
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
