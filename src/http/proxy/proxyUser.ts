import type { Client } from '../../protocol/connection.ts';
import { ProtocolError } from '../../protocol/errors.ts';
import {
  Method,
  type ProxyAuthenticatedParams,
  type ProxyAuthenticateParams,
  type ProxyScheme,
} from '../../protocol/protocol.ts';
import { Members } from '../../protocol/validate.ts';
import { ProxyAuthenticationError } from './tunnelErrors.ts';

let client: Client | undefined;
let lastAttempt = 0;

/** Who is asked from now on. A backend has one client, and connections outlive the requests that open them. */
export function setProxyAuthenticator(asked: Client): void {
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
   * @returns What the proxy gets next; null where there is nothing more to say.
   * @throws {ProxyAuthenticationError}
   */
  async answer(token: string | null): Promise<string | null> {
    const { attempt, host, scheme } = this;
    const params: ProxyAuthenticateParams = { attempt, host, scheme, token };
    try {
      return new Members(await client?.ask(Method.ProxyAuthenticate, params)).textOrNull('token');
    } catch (error) {
      const isToldSo = error instanceof ProtocolError && error.name === 'ClientFailed';
      throw new ProxyAuthenticationError(isToldSo ? error.message : "the client's answer can not be used");
    }
  }

  end(): void {
    const params: ProxyAuthenticatedParams = { attempt: this.attempt };
    client?.tell(Method.ProxyAuthenticated, params);
  }
}
