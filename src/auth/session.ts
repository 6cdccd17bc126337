import { ProtocolError } from '../protocol/errors.ts';
import type { SessionCredential, Token } from './credential.ts';
import { readClaims, type TokenClaims } from './readClaims.ts';
import { TokenSource } from './tokenSource.ts';

/** One sign-in. Whom it stands for never changes. */
export class Session {
  readonly tokens: TokenSource;
  /** The only origin (scheme, host and port) that the session's tokens may go to. */
  readonly graphOrigin: string;

  /**
   * @param graphEndpoint What the URLs of its requests begin with.
   * @param claims What its first token says.
   * @param secrets What it was opened with and must not show up anywhere.
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

  /** Whether both are the same application and user of the same tenant at the same Graph. */
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
  const message = `The sign-in service issued a token for the tenant ${got} instead of ${wanted}.`;
  return new ProtocolError('WrongTenant', `${message} Nothing was sent with that token. Check -TenantId.`);
}
