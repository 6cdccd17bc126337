import { connectionFailure } from '../../http/connectionError.ts';
import { proxyOption } from '../../http/proxyOption.ts';
import { type SignInContext, signInContext } from './during.ts';

/** Seconds that the sign-in service has for a whole answer. */
const TIME_LIMIT_SECONDS = 60;

export interface SignInRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
}

export interface SignInAnswer {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly text: string;
}

/**
 * Sends a request of the identity libraries the way that the current sign-in is to go. Redirects are not
 * followed: what such a request holds is for that service alone.
 * @throws {Error} There is no answer; the journal says why.
 */
export async function sendSignInRequest(request: SignInRequest): Promise<SignInAnswer> {
  const context = signInContext();
  const { method, url, headers, body } = request;
  const { host } = requireSafe(url, context);
  context.journal.noteRequest(body);
  const limit = AbortSignal.timeout(TIME_LIMIT_SECONDS * 1000);
  try {
    const response = await fetch(url, {
      method,
      headers,
      ...(body !== undefined && { body }),
      redirect: 'manual',
      signal: AbortSignal.any([context.signal, limit]),
      proxy: proxyFor(url, context),
    });
    const text = await response.text();
    context.journal.noteAnswer(host, response.status, response.headers, text, Date.now());
    return { status: response.status, headers: Object.fromEntries(response.headers), text };
  } catch (error) {
    context.signal.throwIfAborted();
    context.journal.noteNetworkFailure(reasonOf(error, host, limit));
    throw new Error('The request got no answer.');
  }
}

function requireSafe(text: string, { place, journal }: SignInContext): URL {
  const url = new URL(text);
  if (url.protocol !== 'https:' && !place.isManagedIdentity) {
    journal.noteNetworkFailure(`${url.host} is not asked: sign-in takes https.`);
    throw new Error('The request was not sent.');
  }
  if (place.origin !== undefined && url.origin !== place.origin) {
    journal.noteNetworkFailure(`${url.host} is not asked: ${place.origin} is the sign-in service.`);
    throw new Error('The request was not sent.');
  }
  return url;
}

/** As fetchHandler.ts does for Graph: an explicit proxy counts always, that of the environment for https. */
function proxyFor(url: string, { place, proxy }: SignInContext): Bun.FetchProxyOption | undefined {
  if (place.isManagedIdentity) {
    // Behind a proxy, this address would be the proxy's own host, and give that host's identity.
    return false;
  }
  return proxyOption(url, proxy);
}

function reasonOf(error: unknown, host: string, limit: AbortSignal): string {
  if (limit.aborted) {
    return `no whole answer came from ${host} within ${TIME_LIMIT_SECONDS} seconds.`;
  }
  const { reason, detail } = connectionFailure(error);
  return reason === undefined
    ? `the connection to ${host} broke (${detail}).`
    : `no connection to ${host}: ${reason} (${detail}).`;
}
