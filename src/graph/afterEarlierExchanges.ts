import { redirects } from '../http/middleware/redirect.ts';
import { ProtocolError } from '../protocol/errors.ts';
import type { HttpExchange } from '../protocol/protocol.ts';

const nothingSent = 'Nothing was sent';

/**
 * A failure in the light of the answers that came before it. "Nothing was sent" is true of the last try
 * only, and an earlier one may have been carried out.
 */
export function afterEarlierExchanges(error: unknown, earlier: readonly HttpExchange[]): unknown {
  if (!(error instanceof ProtocolError) || error.mayHaveBeenSent) {
    return error;
  }
  const doubtful = earlier.find(({ status }) => mayHaveActed(status));
  if (doubtful === undefined) {
    return earlier.length > 0 && error.message.includes(nothingSent)
      ? new ProtocolError(
          error.name,
          error.message.replace(nothingSent, 'Nothing more was sent'),
          false,
          error.facts,
        )
      : error;
  }
  const doubt = `An earlier attempt received status ${doubtful.status}`;
  const message = `${error.message} ${doubt}: the service may have carried out the request.`;
  return new ProtocolError(error.name, message, true, error.facts);
}

/**
 * Unauthorized, Too Many Requests and redirects come instead of carrying the request out; See Other comes
 * after it.
 */
function mayHaveActed(status: number): boolean {
  return status === 303 || (status !== 401 && status !== 429 && !redirects.has(status));
}
