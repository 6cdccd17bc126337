import { ProtocolError } from '../protocol/errors.ts';
import { loneSurrogate, queryOf } from './requireSendable.ts';

/** What relative links are resolved at where no endpoint is known. Only paths are taken from it. */
const anyHost = 'https://host.invalid';

/**
 * The URL of a next link, at the environment's own endpoint whatever host the link names: the token goes nowhere else, and
 * a gateway may not be known to the service behind it. Path and query stay as they came.
 * @param link Absolute, or relative to the operation's URL.
 * @param path Of the operation's URL, behind the endpoint.
 * @param graphEndpoint Without a slash at its end; empty if none is known.
 * @throws {ProtocolError} InvalidParams. The message never holds the link, whose query may be a secret.
 */
export function pageUrl(link: string, path: string, graphEndpoint: string): string {
  const base = `${graphEndpoint || anyHost}${path}`;
  const target = URL.canParse(link, base) && !loneSurrogate.test(link) ? new URL(link, base) : undefined;
  if (!target?.pathname.startsWith('/')) {
    const fault = 'The link to the next page (@odata.nextLink) in the response is not a URL';
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
