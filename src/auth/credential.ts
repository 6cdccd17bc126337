import type { ProxyChoice } from '../http/proxy/proxyChoice.ts';

/** A bearer token and when it expires, in milliseconds since 1970. */
export interface Token {
  readonly token: string;
  readonly expiresOnTimestamp: number;
}

export interface TokenRequest {
  /** Its reason is what the request fails with once it is aborted. */
  readonly signal: AbortSignal;
  /** The proxies of the client's request that needs the token. */
  readonly proxies: ProxyChoice;
  /** Asks for a new token although the last one has not expired. */
  readonly renewal?: Renewal;
}

export interface Renewal {
  /** JSON of the claims that Graph asks for. */
  readonly claims?: string;
}

/** What a session gets its tokens with. It never asks the user: that happens when the session opens only. */
export interface SessionCredential {
  /** Whether it can give another token than its first. */
  readonly isRenewable: boolean;
  /** @throws {ProtocolError} There is none; the message says why, and holds no secret. */
  getToken(request: TokenRequest): Promise<Token>;
}
