import type { Readable } from 'node:stream';
import { collectBytes } from '../../http/collectBytes.ts';
import { connectionFailure } from '../../http/connectionError.ts';
import { decompress } from '../../http/contentEncoding.ts';
import { TransmissionError, transmit } from '../../http/transmit.ts';
import type { ProtocolError } from '../../protocol/errors.ts';
import type { ProxyParams } from '../../protocol/protocol.ts';
import { type SignInContext, signInContext } from './during.ts';

/** Seconds that the sign-in service has for a whole answer. */
const TIME_LIMIT_SECONDS = 60;

const MAX_ANSWER_BYTES = 1024 * 1024;

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
  const { method, headers, body } = request;
  const url = requireSafe(request.url, context);
  context.journal.noteRequest(body);
  const proxy = await proxyOf(url, context);
  const limit = AbortSignal.timeout(TIME_LIMIT_SECONDS * 1000);
  try {
    const answer = await transmit({
      method,
      url,
      headers: Object.entries(headers),
      body: body === undefined ? undefined : Buffer.from(body),
      proxy,
      signal: AbortSignal.any([context.signal, limit]),
    });
    const received = new Headers(answer.headers);
    const text = await readText(answer.body, received.get('content-encoding') ?? '');
    context.journal.noteAnswer(url.host, answer.status, received, text, Date.now());
    return { status: answer.status, headers: Object.fromEntries(received), text };
  } catch (error) {
    context.signal.throwIfAborted();
    const { what, cure } = failureOf(error, url, proxy, limit);
    context.journal.noteNetworkFailure(what, cure);
    throw new Error('The request got no answer.');
  }
}

async function readText(body: Readable, encoding: string): Promise<string> {
  const bytes = await collectBytes(body, MAX_ANSWER_BYTES);
  return new TextDecoder().decode(await decompress(bytes, encoding, MAX_ANSWER_BYTES));
}

function requireSafe(text: string, { place, journal }: SignInContext): URL {
  const url = new URL(text);
  if (url.protocol !== 'https:' && !place.isManagedIdentity) {
    journal.noteNetworkFailure(`${url.host} is not asked: sign-in takes https`, 'Check -Environment.');
    throw new Error('The request was not sent.');
  }
  if (place.origin !== undefined && url.origin !== place.origin) {
    journal.noteNetworkFailure(
      `${url.host} is not asked: ${place.origin} is the sign-in service`,
      'Check -Environment.',
    );
    throw new Error('The request was not sent.');
  }
  return url;
}

/** As for Graph. */
async function proxyOf(
  url: URL,
  { place, signal, proxies, journal }: SignInContext,
): Promise<ProxyParams | undefined> {
  if (place.isManagedIdentity) {
    // Behind a proxy, this address would be the proxy's own host, and give that host's identity.
    return undefined;
  }
  try {
    return await proxies.for(url, signal);
  } catch (error) {
    journal.cause = error as ProtocolError;
    throw error;
  }
}

function failureOf(
  error: unknown,
  url: URL,
  proxy: ProxyParams | undefined,
  limit: AbortSignal,
): { what: string; cure: string } {
  const again = 'Try again.';
  if (limit.aborted) {
    return {
      what: `no whole answer came from ${url.host} within ${TIME_LIMIT_SECONDS} seconds`,
      cure: again,
    };
  }
  if (!(error instanceof TransmissionError)) {
    return { what: `the answer of ${url.host} can not be read`, cure: again };
  }
  const { what, cure } = connectionFailure(error, url.href, proxy);
  return { what, cure: cure || again };
}
