import { endpointFault } from '../http/endpoint.ts';
import { ProtocolError } from '../protocol/errors.ts';
import { type HttpMethodName, httpMethods } from '../protocol/protocol.ts';

/** What a timer of the runtime can wait. */
const MAX_TIMER_SECONDS = 2_147_483;

/** A surrogate without its partner has no UTF-8. */
export const loneSurrogate = /\p{Surrogate}/u;

/**
 * Checks what the user's own steps and settings can have made of a request.
 * @returns Its URL as it is sent: without a fragment, and with the path as the URL class writes it. The query keeps what
 * may stand in one: that class would encode apostrophes, and a service's own link must go back to it as it came.
 * @throws {ProtocolError} InvalidParams; the message begins with the part that can't be sent, and never holds its value.
 */
export function requireSendable(
  { method, url }: { method: HttpMethodName; url: string },
  body: string | null,
  timeoutSeconds: number,
): string {
  if (!httpMethods.includes(method)) {
    throw unsendable('method', `must be one of ${httpMethods.join(', ')}`);
  }
  if (!URL.canParse(url) || loneSurrogate.test(url)) {
    throw unsendable('url', 'is not an absolute URL');
  }
  const target = new URL(url);
  const fault = endpointFault(target);
  if (fault !== undefined) {
    throw unsendable('url', fault);
  }
  if (body !== null && (method === 'GET' || method === 'HEAD')) {
    throw unsendable('body', `must be null for ${method}`);
  }
  if (body !== null && body.search(loneSurrogate) >= 0) {
    throw unsendable('body', 'contains an unpaired surrogate, which is not valid in UTF-8');
  }
  if (!(timeoutSeconds > 0 && timeoutSeconds <= MAX_TIMER_SECONDS)) {
    throw unsendable('timeoutSeconds', `must be greater than 0 and at most ${MAX_TIMER_SECONDS}`);
  }
  return `${target.origin}${target.pathname}${queryOf(url).replace(/[^!$-;=?-~]/gu, encodeURIComponent)}`;
}

/** The query of a URL, absolute or relative, as it is written and with its question mark; empty if there is none. */
export function queryOf(url: string): string {
  return /^[^?#]*(\?[^#]*)/.exec(url)?.[1] ?? '';
}

function unsendable(part: string, reason: string): ProtocolError {
  return new ProtocolError('InvalidParams', `${part} ${reason}.`);
}
