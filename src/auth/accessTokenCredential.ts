import type { AccessToken, TokenCredential } from '@azure/identity';
import { ProtocolError } from '../protocol/errors.ts';
import { readClaims, type TokenClaims } from './jwt.ts';

/** A token must be good for longer than this when a session opens, in milliseconds. */
const LEAST_LIFETIME = 5 * 60 * 1000;

/** The credential of a user who brings the token. It can't be renewed. */
export class AccessTokenCredential implements TokenCredential {
  readonly claims: TokenClaims;
  private readonly accessToken: AccessToken;

  /** @throws {ProtocolError} InvalidToken; the message never holds the token. */
  constructor(token: string, now = Date.now()) {
    if (!/^[\x21-\x7e]+$/.test(token)) {
      const cure = 'Pass it bare: without "Bearer", spaces or line breaks.';
      throw new ProtocolError(
        'InvalidToken',
        `The access token is empty or has characters that no token has. ${cure}`,
      );
    }
    this.claims = readClaims(token);
    const expiry = this.claims.expiresOn?.getTime() ?? Number.MAX_SAFE_INTEGER;
    if (expiry - now <= LEAST_LIFETIME) {
      const verb = expiry <= now ? 'expired' : 'expires';
      const moment = new Date(expiry).toISOString();
      const cure = 'Get a new one, good for more than 5 minutes.';
      throw new ProtocolError('InvalidToken', `The access token ${verb} at ${moment}. ${cure}`);
    }
    this.accessToken = { token, expiresOnTimestamp: expiry };
  }

  async getToken(): Promise<AccessToken> {
    return this.accessToken;
  }
}
