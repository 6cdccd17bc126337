import { notCarriedOut, redirects } from '../http/middleware/redirect.ts';
import { ProtocolError } from '../protocol/errors.ts';
import type { HttpExchange } from '../protocol/protocol.ts';

/** Groups: the rest of the sentence. */
const nothingSent = /Nothing was sent(.*?\.)(?=\s|$)/;

/**
 * Returns an error for the whole request, from the error of its last exchange. "Nothing was sent" applies
 * only to that exchange, and the service may have carried out the request in an earlier one.
 * @param error Any error. It is returned unchanged if it is not a ProtocolError.
 * @param earlier The exchanges that received a response.
 */
export function afterEarlierExchanges(error: unknown, earlier: readonly HttpExchange[]): unknown {
  if (!(error instanceof ProtocolError) || error.mayHaveBeenSent) {
    return error;
  }
  const last = earlier.at(-1);
  if (last === undefined) {
    return error;
  }
  const doubtful = earlier.find(({ status }) => mayHaveActed(status));
  const doubt =
    doubtful === undefined
      ? ''
      : ` The outcome is unknown: the service may have carried out the request before it returned status ${doubtful.status}.`;
  const message = withOutcome(error.message, last.status, doubt);
  return new ProtocolError(error.name, message, doubtful !== undefined, error.facts);
}

/**
 * Puts the doubt before the remedy, which can be to run the command again. If the message says neither that
 * nothing was sent nor that the request was not carried out, the doubt is appended.
 */
function withOutcome(message: string, status: number, doubt: string): string {
  if (nothingSent.test(message)) {
    return message.replace(
      nothingSent,
      `After the response with status ${status}, nothing more was sent$1${doubt}`,
    );
  }
  return doubt !== '' && message.includes(notCarriedOut)
    ? message.replace(notCarriedOut, doubt.trim())
    : `${message}${doubt}`;
}

/**
 * Returns whether the service may have carried out a request before it responded with this status. A service
 * that responds with 401, 429 or a redirect other than 303 has not carried out the request.
 */
function mayHaveActed(status: number): boolean {
  return status === 303 || (status !== 401 && status !== 429 && !redirects.has(status));
}
