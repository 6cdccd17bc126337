import type { Readable } from 'node:stream';
import {
  createHttpHeaders,
  type HttpClient,
  type PipelineRequest,
  type PipelineResponse,
  RestError,
} from '@azure/core-rest-pipeline';
import { collectBytes } from '../../http/wire/collectBytes.ts';
import { connectionFailure } from '../../http/wire/connectionError.ts';
import { decompress } from '../../http/wire/decompress.ts';
import { TransmissionError, transmit } from '../../http/wire/transmit.ts';
import type { ProtocolError } from '../../protocol/errors.ts';
import type { ProxyParams } from '../../protocol/protocol.ts';
import { foreignResponseAdvice } from './signInAdvice.ts';
import { type SignInContext, type SignInPlace, signInContext } from './signInContext.ts';
import { noteSignInRequest } from './signInTrace.ts';

/** The time limit for a complete response from the sign-in service, in seconds. */
const TIME_LIMIT_SECONDS = 60;

const MAX_ANSWER_BYTES = 1024 * 1024;

const endpointRemedy =
  "Check the environment's AzureADEndpoint with Get-MgEnvironment and, if you use -EnvironmentVariable or -Identity, the variable AZURE_AUTHORITY_HOST.";

/**
 * Sends the HTTP requests of the identity libraries, with the settings of the current sign-in. Redirects are
 * not followed, because the requests contain secrets for one service only.
 */
export const identityHttpClient: HttpClient = {
  /**
   * @throws {RestError} No readable response arrived. The log contains the reason. The retry policy of the
   * identity library decides by the error's code whether to try again.
   * @throws {Error} The request must not be sent, and the log contains the reason. Or the sign-in was
   * cancelled or timed out.
   */
  async sendRequest(request: PipelineRequest): Promise<PipelineResponse> {
    const context = signInContext();
    const url = requireSafe(request.url, context);
    const headers = request.headers.toJSON();
    const body = textOf(request.body);
    context.log.noteRequest(headers, body);
    const proxy = await proxyOf(url, context);
    const limit = AbortSignal.timeout(TIME_LIMIT_SECONDS * 1000);
    noteSignInRequest(body, proxy);
    try {
      const answer = await transmit({
        method: request.method,
        origin: url.origin,
        path: url.pathname + url.search,
        headers: Object.entries(headers),
        body: body === undefined ? undefined : Buffer.from(body),
        proxy,
        thumbprint: url.protocol === 'https:' ? context.place.thumbprint : undefined,
        signal: AbortSignal.any([context.signal, limit]),
      });
      const { status } = answer;
      const received = new Headers(answer.headers);
      const bodyAsText = await readText(answer.body, received.get('content-encoding') ?? '');
      const isJson = context.log.noteAnswer(url.host, status, received, bodyAsText, Date.now());
      if (status < 300 && !isForAssertion(url, context.place) && !isJson) {
        // The identity libraries throw errors that do not contain this reason.
        context.log.noteNetworkFailure(`the response from ${url.host} is not JSON`, foreignResponseAdvice);
      }
      return { request, status, headers: createHttpHeaders(Object.fromEntries(received)), bodyAsText };
    } catch (error) {
      context.signal.throwIfAborted();
      const { what, remedy } = failureOf(error, url, proxy, limit, context);
      context.log.noteNetworkFailure(what, remedy);
      throw new RestError('The request received no response.', { code: systemCode(error) });
    }
  },
};

function textOf(body: PipelineRequest['body']): string | undefined {
  if (body !== undefined && body !== null && typeof body !== 'string') {
    throw new TypeError('The body of a sign-in request must be text.');
  }
  return body ?? undefined;
}

/** Maps EPIPE and two codes of undici to the system error codes that the retry policy recognizes. */
const systemCodes: Readonly<Record<string, string>> = {
  UND_ERR_SOCKET: 'ECONNRESET',
  EPIPE: 'ECONNRESET',
  UND_ERR_CONNECT_TIMEOUT: 'ETIMEDOUT',
};

/** Returns the first code among an error and its causes, mapped by `systemCodes`; empty if there is none. */
function systemCode(error: unknown): string {
  for (let at = error; at instanceof Error; at = at.cause) {
    const { code } = at as NodeJS.ErrnoException;
    if (typeof code === 'string') {
      return systemCodes[code] ?? code;
    }
  }
  return '';
}

async function readText(body: Readable, encoding: string): Promise<string> {
  const bytes = await collectBytes(body, MAX_ANSWER_BYTES);
  return new TextDecoder().decode(await decompress(bytes, encoding, MAX_ANSWER_BYTES));
}

function requireSafe(text: string, { place, log }: SignInContext): URL {
  const url = new URL(text);
  if (url.protocol !== 'https:' && !place.isManagedIdentity) {
    log.noteNetworkFailure(`${url.host} was not contacted, because a sign-in requires https`, endpointRemedy);
    throw new Error('The request was not sent.');
  }
  if (place.origin !== undefined && url.origin !== place.origin && !isForAssertion(url, place)) {
    log.noteNetworkFailure(
      `${url.host} was not contacted, because this sign-in is limited to ${place.origin}`,
      endpointRemedy,
    );
    throw new Error('The request was not sent.');
  }
  return url;
}

/**
 * Returns whether a URL requests a pipeline's assertions. It may differ from the known URL only in its query.
 */
function isForAssertion(url: URL, { assertions }: SignInPlace): boolean {
  const known = assertions === undefined ? undefined : new URL(assertions.url);
  return known !== undefined && url.origin === known.origin && url.pathname === known.pathname;
}

/** Returns the proxy for a URL, chosen by the same rules as for Graph; undefined for a direct connection. */
async function proxyOf(
  url: URL,
  { place, signal, proxies, log }: SignInContext,
): Promise<ProxyParams | undefined> {
  if (place.isManagedIdentity) {
    // The endpoint's address is local to this host. Through a proxy, the request would reach the endpoint of
    // the proxy's host, which would issue a token for that host's identity.
    return undefined;
  }
  try {
    return await proxies.for(url, signal);
  } catch (error) {
    log.cause = error as ProtocolError;
    throw error;
  }
}

function failureOf(
  error: unknown,
  url: URL,
  proxy: ProxyParams | undefined,
  limit: AbortSignal,
  { place, proxies }: SignInContext,
): { what: string; remedy: string } {
  const again = 'Check the network connection and the proxy, then try again.';
  if (limit.aborted) {
    return {
      what: `no complete response arrived from ${url.host} within ${TIME_LIMIT_SECONDS} seconds`,
      remedy: again,
    };
  }
  if (!(error instanceof TransmissionError)) {
    return { what: `the response from ${url.host} cannot be read`, remedy: again };
  }
  const { what, remedy } = connectionFailure(error, url.href, proxy, {
    endpointRemedy: url.origin === place.origin ? endpointRemedy : '',
    hasProxyParameters: proxies.isSpecified,
  });
  return { what, remedy: remedy || again };
}
