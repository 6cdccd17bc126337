import { randomUUID } from 'node:crypto';
import { decodeJwt, decodeProtectedHeader, importJWK, type JWK, jwtVerify } from 'jose';
import type { AppRegistration } from './directory.ts';
import { EntraError } from './entraError.ts';
import { inSeconds, type SignInSettings, serverTime } from './settings.ts';
import { SigningKey } from './signingKey.ts';

/** An issuer that an app trusts, and the subject that the trust is limited to. */
export interface FederatedTrust {
  issuer: string;
  subject: string;
  jwk: JWK;
}

const audience = 'api://AzureADTokenExchange';

/** An issuer of tokens that identify programs, such as the issuers of Kubernetes, GitHub, and Azure DevOps. */
export class FederatedIssuer {
  static async create(issuer = `https://issuer.example/${randomUUID()}`): Promise<FederatedIssuer> {
    return new FederatedIssuer(issuer, await SigningKey.create());
  }

  private constructor(
    private readonly issuer: string,
    private readonly key: SigningKey,
  ) {}

  /** Returns the registration that makes an app trust this issuer for the subject. */
  trust(subject: string): FederatedTrust {
    return { issuer: this.issuer, subject, jwk: this.key.jwk };
  }

  /** Creates an assertion. Each assertion is unique. */
  assertion(sub: string, aud = audience): Promise<string> {
    const now = inSeconds(new Date());
    return this.key.sign({
      iss: this.issuer,
      sub,
      aud,
      jti: randomUUID(),
      iat: now,
      nbf: now,
      exp: now + 600,
    });
  }
}

/**
 * Determines whether a client assertion is from a federated issuer. Otherwise, the app has signed it with its own
 * certificate.
 */
export function isFederated(assertion: string): boolean {
  try {
    const header = decodeProtectedHeader(assertion);
    return header.x5t === undefined && header['x5t#S256'] === undefined;
  } catch {
    return false;
  }
}

export async function checkFederated(
  assertion: string,
  app: AppRegistration,
  settings: SignInSettings,
): Promise<void> {
  const { iss, sub, aud } = decodeJwt(assertion);
  const what = 'No matching federated identity record found for presented assertion';
  const trust = app.federated?.find(({ issuer }) => issuer === iss);
  if (trust === undefined) {
    throw new EntraError('invalid_client', 700211, `${what} issuer '${iss}'.`);
  }
  if (trust.subject !== sub) {
    throw new EntraError('invalid_client', 700213, `${what} subject '${sub}'.`);
  }
  if (aud !== audience) {
    throw new EntraError('invalid_client', 700212, `${what} audience '${aud}'.`);
  }
  await jwtVerify(assertion, await importJWK(trust.jwk), { currentDate: serverTime(settings) });
}
