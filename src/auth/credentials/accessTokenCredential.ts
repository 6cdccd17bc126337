import { ProtocolError } from '../../protocol/errors.ts';
import type { SessionCredential, Token } from '../credential.ts';
import { readClaims } from '../readClaims.ts';

/** The remaining lifetime, in milliseconds, that a token must exceed. */
const LEAST_LIFETIME = 5 * 60 * 1000;

/** The syntax of a bearer token (RFC 6750, section 2.1). */
const bearerToken = /^[\w.~+/-]+=*$/;

/** A credential for an access token that the user supplies. It cannot be renewed. */
export class AccessTokenCredential implements SessionCredential {
  readonly isRenewable = false;
  private readonly accessToken: Token;

  /** @throws {ProtocolError} InvalidToken. The message never contains the token. */
  constructor(token: string, now = Date.now()) {
    if (!bearerToken.test(token)) {
      const remedy = 'Specify only the token, without "Bearer", quotation marks, spaces or line breaks.';
      throw new ProtocolError(
        'InvalidToken',
        `The access token is empty or contains invalid characters. Nothing was sent. ${remedy}`,
      );
    }
    const expiry = readClaims(token).expiresOn?.getTime() ?? Number.MAX_SAFE_INTEGER;
    this.accessToken = { token, expiresOnTimestamp: expiry };
    this.requireLifetime(now);
  }

  /** @throws {ProtocolError} InvalidToken: the token has expired or is about to expire. */
  async getToken(): Promise<Token> {
    this.requireLifetime(Date.now());
    return this.accessToken;
  }

  private requireLifetime(now: number): void {
    const { expiresOnTimestamp } = this.accessToken;
    if (expiresOnTimestamp - now <= LEAST_LIFETIME) {
      const verb = expiresOnTimestamp <= now ? 'expired' : 'expires within 5 minutes,';
      const moment = new Date(expiresOnTimestamp).toISOString();
      const remedy = 'Get a new token that is valid for more than 5 minutes, and sign in with it.';
      const message = `The access token ${verb} at ${moment}. Nothing was sent. ${remedy}`;
      throw new ProtocolError('InvalidToken', message);
    }
  }
}
