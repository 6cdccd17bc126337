import { ProtocolError } from '../protocol/errors.ts';
import type { SessionCredential, Token } from './credential.ts';
import { readClaims, type TokenClaims } from './readClaims.ts';
import { TokenSource } from './tokenSource.ts';

/** A sign-in that is in effect. Its claims remain those of the first token. */
export class Session {
  readonly tokens: TokenSource;
  /** The only origin (scheme, host and port) to which the session's tokens may be sent. */
  readonly graphOrigin: string;

  /**
   * @param graphEndpoint The prefix of the session's request URLs, without a trailing slash.
   * @param claims The claims of the first token.
   * @param secrets The secrets in the session's credential, which must never appear in a message.
   */
  constructor(
    readonly graphEndpoint: string,
    readonly claims: TokenClaims,
    credential: SessionCredential,
    firstToken: Token,
    readonly secrets: readonly string[],
  ) {
    this.graphOrigin = new URL(graphEndpoint).origin;
    this.tokens = new TokenSource(credential, firstToken, (token) => this.requireSameTenant(token));
  }

  /** Returns whether both sessions have the same application, user, tenant and Graph origin. */
  isLike({ graphOrigin, claims }: Session): boolean {
    return (
      graphOrigin === this.graphOrigin &&
      claims.tenantId === this.claims.tenantId &&
      claims.clientId === this.claims.clientId &&
      claims.account === this.claims.account
    );
  }

  private requireSameTenant({ token }: Token): void {
    const { tenantId } = readClaims(token);
    if (tenantId !== this.claims.tenantId) {
      throw wrongTenant(this.claims.tenantId, tenantId);
    }
  }
}

export function wrongTenant(wanted: string | null, got: string | null): ProtocolError {
  const message = `The sign-in service issued a token for ${tenantName(got)} instead of ${tenantName(wanted)}.`;
  return new ProtocolError(
    'WrongTenant',
    `${message} Nothing was sent to Graph. Check the tenant ID, then sign in again with Connect-MgGraph.`,
  );
}

/** @param id The tenant's id; null if the token does not contain it. */
export function tenantName(id: string | null): string {
  return id === null ? 'an unknown tenant' : `the tenant ${id}`;
}
