import type { Connection } from '../../protocol/connection.ts';
import type { ProtocolError } from '../../protocol/errors.ts';
import {
  Method,
  type ProxyAuthenticatedParams,
  type ProxyAuthenticateParams,
  type ProxyAuthenticateResult,
  type ProxyScheme,
} from '../../protocol/protocol.ts';
import { ProxyAuthenticationError } from './tunnelErrors.ts';

let client: Pick<Connection, 'ask' | 'tell'> | undefined;
let lastAttempt = 0;

/**
 * Sets the client that authenticates its user to proxies. A backend has only one client, and connections
 * outlive the requests that open them.
 */
export function setProxyAuthenticator(asked: Connection): void {
  client = asked;
}

/** Authenticates the client's user for one connection to a proxy. */
export class ProxyUser {
  private readonly attempt = ++lastAttempt;

  /** @param host The host name or address of the proxy. */
  constructor(
    private readonly host: string,
    private readonly scheme: ProxyScheme,
  ) {}

  /**
   * Asks the client for the response to a token.
   * @param token The proxy's last token in base64; null if there is none yet.
   * @returns The token to send to the proxy, in base64; null if there is nothing more to send.
   * @throws {ProxyAuthenticationError} The client could not authenticate its user.
   */
  async answer(token: string | null): Promise<string | null> {
    const { attempt, host, scheme } = this;
    const params: ProxyAuthenticateParams = { attempt, host, scheme, token };
    const result = await client?.ask(Method.ProxyAuthenticate, params).catch((error: ProtocolError) => {
      throw new ProxyAuthenticationError(error.message, token !== null);
    });
    const answer = (result as ProxyAuthenticateResult | null | undefined)?.token ?? null;
    if (answer !== null && typeof answer !== 'string') {
      throw new ProxyAuthenticationError('the module did not return a valid token');
    }
    return answer;
  }

  end(): void {
    const params: ProxyAuthenticatedParams = { attempt: this.attempt };
    client?.tell(Method.ProxyAuthenticated, params);
  }
}
