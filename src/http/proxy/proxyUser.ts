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

/** Who is asked from now on. A backend has one client, and connections outlive the requests that open them. */
export function setProxyAuthenticator(asked: Connection): void {
  client = asked;
}

/** The client's user, as one connection to a proxy gets it proved. */
export class ProxyUser {
  private readonly attempt = ++lastAttempt;

  /** @param host Of the proxy. */
  constructor(
    private readonly host: string,
    private readonly scheme: ProxyScheme,
  ) {}

  /**
   * @param token The proxy's last one.
   * @returns What the proxy gets next; null if there is nothing more to say.
   * @throws {ProxyAuthenticationError}
   */
  async answer(token: string | null): Promise<string | null> {
    const { attempt, host, scheme } = this;
    const params: ProxyAuthenticateParams = { attempt, host, scheme, token };
    const result = await client?.ask(Method.ProxyAuthenticate, params).catch((error: ProtocolError) => {
      throw new ProxyAuthenticationError(error.message);
    });
    const answer = (result as ProxyAuthenticateResult | null | undefined)?.token ?? null;
    if (answer !== null && typeof answer !== 'string') {
      throw new ProxyAuthenticationError('PowerShell returned an invalid token');
    }
    return answer;
  }

  end(): void {
    const params: ProxyAuthenticatedParams = { attempt: this.attempt };
    client?.tell(Method.ProxyAuthenticated, params);
  }
}
