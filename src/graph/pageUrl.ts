import { ProtocolError } from '../protocol/errors.ts';
import { loneSurrogate, queryOf } from './requireSendable.ts';

/**
 * The base URL for relative links if no endpoint is known. Only the path of the resolved URL is used.
 */
const anyHost = 'https://host.invalid';

/**
 * Returns the URL of a next link on the environment's own endpoint, whatever host the link names. Tokens must
 * not be sent to other hosts. If a gateway is in front of the service, the service may not know the gateway's
 * host name. The query is not changed.
 * @param link An absolute link, or one relative to the operation's URL.
 * @param path The path and query of the operation's URL, without the endpoint.
 * @param graphEndpoint The endpoint, without a trailing slash; empty if it is unknown. The result then
 * consists of only a path and query.
 * @throws {ProtocolError} InvalidParams: the link is not a valid URL, or is one without a hierarchical path,
 * such as a mailto URL. The message never contains the link, whose query could contain a secret.
 */
export function pageUrl(link: string, path: string, graphEndpoint: string): string {
  const base = `${graphEndpoint || anyHost}${path}`;
  const target = URL.canParse(link, base) && !loneSurrogate.test(link) ? new URL(link, base) : undefined;
  if (!target?.pathname.startsWith('/')) {
    const fault = 'The link to the next page (@odata.nextLink) in the response is not a valid HTTP URL';
    throw new ProtocolError(
      'InvalidParams',
      `${fault}. Nothing was sent for that page. The list is incomplete.`,
    );
  }
  const { pathname } = target;
  const prefix = new URL(graphEndpoint || anyHost).pathname.replace(/\/$/, '');
  const behindEndpoint = `${pathname}/`.startsWith(`${prefix}/`) ? pathname.slice(prefix.length) : pathname;
  return `${graphEndpoint}${behindEndpoint}${queryOf(link)}`;
}
