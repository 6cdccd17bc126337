import { endpointFault } from '../http/endpoint.ts';
import { ProtocolError } from '../protocol/errors.ts';
import { type HttpMethodName, httpMethods } from '../protocol/protocol.ts';

/** The maximum delay of the runtime's timers. */
const MAX_TIMER_SECONDS = 2_147_483;

/** An unpaired surrogate, which cannot be encoded in UTF-8. */
export const loneSurrogate = /\p{Surrogate}/u;

/**
 * Checks a request that the user's steps and settings may have modified.
 * @returns The URL to send, with a normalized path and without a fragment. The query is sent as written,
 * except that characters that must be encoded, such as spaces and characters outside ASCII, are
 * percent-encoded. The URL class would also encode apostrophes, but a service's own link must be sent back
 * unchanged.
 * @throws {ProtocolError} InvalidParams. The message begins with the name of the invalid part and never
 * contains its value.
 */
export function requireSendable(
  { method, url }: { method: HttpMethodName; url: string },
  body: string | null,
  timeoutSeconds: number,
): string {
  if (!httpMethods.includes(method)) {
    throw unsendable('the method', `must be one of ${httpMethods.join(', ')}`);
  }
  if (!URL.canParse(url) || loneSurrogate.test(url)) {
    throw unsendable('the URL', 'is not a valid absolute URL');
  }
  const target = new URL(url);
  const fault = endpointFault(target);
  if (fault !== undefined) {
    throw unsendable('the URL', fault);
  }
  if (body !== null && (method === 'GET' || method === 'HEAD')) {
    throw unsendable('the body', `must be null for ${method}`);
  }
  if (body !== null && body.search(loneSurrogate) >= 0) {
    throw unsendable('the body', 'contains an unpaired surrogate, which is not valid in UTF-8');
  }
  if (!(timeoutSeconds > 0 && timeoutSeconds <= MAX_TIMER_SECONDS)) {
    throw unsendable('the time limit', `must be more than 0 and at most ${MAX_TIMER_SECONDS} seconds`);
  }
  return `${target.origin}${target.pathname}${queryOf(url).replace(/[^!$-;=?-~]/gu, encodeURIComponent)}`;
}

/**
 * Returns the query of an absolute or relative URL as written, with its question mark; empty if there is
 * none.
 */
export function queryOf(url: string): string {
  return /^[^?#]*(\?[^#]*)/.exec(url)?.[1] ?? '';
}

function unsendable(part: string, reason: string): ProtocolError {
  return new ProtocolError('InvalidParams', `${part} ${reason}.`);
}
