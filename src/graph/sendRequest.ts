import { type HttpMethod, RequestInformation } from '@microsoft/kiota-abstractions';
import { FetchRequestAdapter, type HttpClient } from '@microsoft/kiota-http-fetchlibrary';
import type { TokenRequest } from '../auth/credential.ts';
import type { Session } from '../auth/session.ts';
import { SessionAuthentication } from '../auth/sessionAuthentication.ts';
import type { HeaderList } from '../http/headerList.ts';
import { ExchangeHandlerOptions } from '../http/middleware/exchangeHandlerOptions.ts';
import { RedirectHandlerOptions } from '../http/middleware/redirectHandlerOptions.ts';
import {
  defaultRetryLimits,
  RetryHandlerOptions,
  type RetryLimits,
  type RetryWait,
} from '../http/middleware/retryHandlerOptions.ts';
import { TimeLimit } from '../http/middleware/timeLimit.ts';
import { TokenHandlerOptions } from '../http/middleware/tokenHandlerOptions.ts';
import { TransportHandlerOptions } from '../http/middleware/transportHandlerOptions.ts';
import type { ProxyChoice } from '../http/proxy/proxyChoice.ts';
import { readBody } from '../http/wire/readBody.ts';
import { wireAnswerOf } from '../http/wire/wireResponse.ts';
import type { Header, SendParams, SendResult } from '../protocol/protocol.ts';
import { afterEarlierExchanges } from './afterEarlierExchanges.ts';
import { requestHeaders } from './defaultHeaders.ts';
import { toTry } from './httpExchange.ts';
import { knownSecrets } from './knownSecrets.ts';
import { withoutSecrets } from './withoutSecrets.ts';

/**
 * Sends one request, with its retries and redirects, and reads the last answer, whatever the status.
 * @param proxies Of the request, and of the tokens that are renewed for it.
 * @param cancellation Its reason is what the request fails with.
 * @param onWait Is told of each delay before a retry.
 * @throws {ProtocolError} There is no answer, or it is a redirect that can't be followed.
 */
export async function sendRequest(
  params: SendParams,
  session: Session,
  proxies: ProxyChoice,
  client: HttpClient,
  cancellation: AbortSignal,
  onWait: (wait: RetryWait) => void,
): Promise<SendResult> {
  const { method, url, headers, body, timeoutSeconds, trace } = params;
  const request = new RequestInformation(method as HttpMethod);
  request.URL = url;
  if (body !== null) {
    request.content = new TextEncoder().encode(body).buffer;
  }
  // Not the adapter's send methods: they send a request again, with its body, when a 401 holds a claims
  // challenge.
  const tokenRequest: TokenRequest = { signal: cancellation, proxies };
  const authentication = new SessionAuthentication(session, tokenRequest);
  const adapter = new FetchRequestAdapter(authentication, undefined, undefined, client);
  const authenticated = await adapter.convertToNativeRequest<RequestInit>(request);
  // The adapter's own headers hold the token only: it garbles a name that has several values.
  const { authorization } = authenticated.headers as Record<string, string | undefined>;
  const lines: HeaderList = [
    ...requestHeaders(headers, body !== null),
    ...(authorization === undefined ? [] : [['Authorization', authorization] satisfies Header]),
  ];
  const native = { ...authenticated, headers: lines as unknown as Record<string, string> };
  const timeLimit = new TimeLimit(timeoutSeconds, cancellation);
  const { signal } = timeLimit;
  const log = new ExchangeHandlerOptions(timeLimit);
  request.addRequestOptions([
    new RedirectHandlerOptions(session.graphOrigin),
    new RetryHandlerOptions(timeLimit, onWait, retryLimits(params)),
    new TokenHandlerOptions(
      timeLimit,
      () => session.tokens.get(tokenRequest),
      (rejected, claims) => session.tokens.replace(rejected, tokenRequest, claims),
    ),
    log,
    new TransportHandlerOptions(signal, proxies),
  ]);
  try {
    const response = await client.executeFetch(url, native, request.getRequestOptions());
    const last = log.last;
    const { status, reasonPhrase, headers: answerHeaders } = wireAnswerOf(response);
    const answer: SendResult = {
      status,
      reasonPhrase,
      headers: answerHeaders,
      ...(await readBody(response, last.url)),
      clientRequestId: last.clientRequestId,
      ...(trace && { tries: log.exchanges.map(toTry) }),
    };
    return withoutSecrets(answer, body, () => knownSecrets(session, proxies, log.exchanges));
  } catch (error) {
    throw afterEarlierExchanges(error, log.exchanges);
  } finally {
    timeLimit.stop();
  }
}

function retryLimits(params: SendParams): RetryLimits {
  return {
    maxRetries: params.maxRetries ?? defaultRetryLimits.maxRetries,
    delaySeconds: params.retryDelaySeconds ?? defaultRetryLimits.delaySeconds,
    timeLimitSeconds: params.retriesTimeLimitSeconds ?? defaultRetryLimits.timeLimitSeconds,
  };
}
