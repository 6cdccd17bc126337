import type { ProxyChoice } from '../http/proxy/proxyChoice.ts';

/** A bearer token and its expiry time, in milliseconds since the Unix epoch. */
export interface Token {
  readonly token: string;
  readonly expiresOnTimestamp: number;
}

export interface TokenRequest {
  /** Cancels the request, which then fails with the signal's reason. */
  readonly signal: AbortSignal;
  /** The proxies of the client request that needs the token. */
  readonly proxies: ProxyChoice;
  /** Requests a new token even if the current one has not expired. */
  readonly renewal?: Renewal;
}

export interface Renewal {
  /** The claims that Graph requires, as JSON. Missing if it requires none. */
  readonly claims?: string;
}

/** The source of a session's tokens. Getting a token never prompts the user; only opening a session can. */
export interface SessionCredential {
  /** Whether the credential can obtain another token after the first one. */
  readonly isRenewable: boolean;
  /** @throws {ProtocolError} No token is available. The message gives the reason and contains no secrets. */
  getToken(request: TokenRequest): Promise<Token>;
}
