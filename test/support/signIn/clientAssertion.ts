import { createHash, X509Certificate } from 'node:crypto';
import {
  decodeProtectedHeader,
  errors,
  type JWTPayload,
  jwtVerify,
  type ProtectedHeaderParameters,
} from 'jose';
import type { AppRegistration } from './directory.ts';
import { EntraError } from './entraError.ts';
import { type SignInSettings, serverTime } from './settings.ts';

// The clock skew that Entra tolerates.
const toleranceInSeconds = 300;

/** A validator for client assertions: tokens that an app signs with one of its registered certificates. */
export class ClientAssertions {
  readonly #used = new Set<string>();

  constructor(private readonly settings: SignInSettings) {}

  async check(assertion: string, app: AppRegistration, audiences: string[]): Promise<void> {
    const certificate = this.#certificate(readHeader(assertion), app);
    const claims = await this.#verify(assertion, certificate, app, audiences);
    const { jti = assertion } = claims;
    if (this.settings.refuseAssertionReplay && this.#used.has(jti)) {
      throw refused(50013, 'Assertion failed validation because it was presented before.');
    }
    this.#used.add(jti);
  }

  #certificate({ x5t, x5c, ...header }: ProtectedHeaderParameters, app: AppRegistration): X509Certificate {
    const sha256 = header['x5t#S256'];
    const thumbprint = typeof sha256 === 'string' ? sha256 : (x5t ?? '');
    const digest = typeof sha256 === 'string' ? 'sha256' : 'sha1';
    const sought = Buffer.from(thumbprint, 'base64url');
    const certificate = app.certificates
      ?.map((pem) => new X509Certificate(pem))
      .find(({ raw }) => createHash(digest).update(raw).digest().equals(sought));
    if (certificate === undefined) {
      const used = `Thumbprint of key used by client: '${sought.toString('hex').toUpperCase()}'`;
      const what =
        'The certificate with identifier used to sign the client assertion is not registered on application.';
      throw refused(700027, `${what} [Reason - The key was not found., ${used}]`);
    }
    const [first] = x5c ?? [];
    if (first !== undefined && !Buffer.from(first, 'base64').equals(certificate.raw)) {
      throw badSignature('The certificate of the x5c header is another one.');
    }
    if (new Date(certificate.validTo) < serverTime(this.settings)) {
      throw badSignature('The key used is expired.');
    }
    return certificate;
  }

  async #verify(
    assertion: string,
    certificate: X509Certificate,
    app: AppRegistration,
    audiences: string[],
  ): Promise<JWTPayload> {
    const now = serverTime(this.settings);
    try {
      const { payload } = await jwtVerify(assertion, certificate.publicKey, {
        algorithms: ['RS256', 'PS256'],
        audience: audiences,
        clockTolerance: toleranceInSeconds,
        currentDate: now,
        issuer: app.clientId,
        subject: app.clientId,
        requiredClaims: ['exp'],
      });
      return payload;
    } catch (error) {
      throw explain(error, now);
    }
  }
}

function readHeader(assertion: string): ProtectedHeaderParameters {
  try {
    return decodeProtectedHeader(assertion);
  } catch {
    throw refused(50027, 'JWT token is invalid or malformed.');
  }
}

function explain(error: unknown, now: Date): unknown {
  const claim = error instanceof errors.JWTClaimValidationFailed ? error.claim : undefined;
  if (error instanceof errors.JWTExpired || claim === 'exp' || claim === 'nbf') {
    const description = `Client assertion is not within its valid time range. Current time: ${now.toISOString()}`;
    return refused(700024, `${description}, ${error instanceof Error ? error.message : ''}.`);
  }
  if (claim === 'aud') {
    return refused(700023, 'Client assertion audience claim does not match Realm issuer.');
  }
  if (claim !== undefined) {
    const description = "Client assertion application identifier doesn't match 'client_id' parameter.";
    return refused(700021, description);
  }
  if (error instanceof errors.JOSEError) {
    return badSignature(
      `The provided signature value did not match the expected signature value: ${error.code}`,
    );
  }
  return error;
}

function badSignature(reason: string): EntraError {
  return refused(700027, `Client assertion failed signature validation. [Reason - ${reason}]`);
}

function refused(code: number, description: string): EntraError {
  return new EntraError('invalid_client', code, description);
}
