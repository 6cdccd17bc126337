import type { TokenRequest } from '../auth/credential.ts';
import type { Session } from '../auth/session.ts';
import { createHttpClient } from '../http/middleware/createHttpClient.ts';
import { SendContext, type SendTools } from '../http/middleware/sendContext.ts';
import { readBody } from '../http/wire/readBody.ts';
import type { WireResponse } from '../http/wire/wireResponse.ts';
import type { SendParams, SendResult } from '../protocol/protocol.ts';
import { afterEarlierExchanges } from './afterEarlierExchanges.ts';
import { knownSecrets } from './knownSecrets.ts';
import { requestFor } from './requestFor.ts';
import { requestHeaders } from './requestHeaders.ts';
import { requireSendable } from './requireSendable.ts';
import { withoutSecrets } from './withoutSecrets.ts';

const client = createHttpClient();

/**
 * Sends a request, with its retries and redirects, and reads the last response, whatever its status. Secrets
 * in errors, Warning headers and the trace are hidden.
 * @param tools The proxies apply to the request and to the tokens that are renewed for it.
 * @throws {ProtocolError} The request is invalid, no token is available, no complete response arrived, or a
 * redirect could not be followed.
 */
export async function sendRequest(
  params: SendParams,
  session: Session,
  tools: Pick<SendTools, 'proxies' | 'cancellation' | 'onWait'>,
): Promise<SendResult> {
  const { headers: given, body = null, timeoutSeconds, trace } = params;
  const { method, url: asked, contentType } = requestFor(params, session.graphEndpoint);
  const url = requireSendable({ method, url: asked }, body, timeoutSeconds);
  const request: RequestInit = {
    method,
    headers: requestHeaders(given, body === null ? undefined : contentType),
    ...(body !== null && { body: new TextEncoder().encode(body).buffer }),
  };
  const { proxies, cancellation } = tools;
  const tokenRequest: TokenRequest = { signal: cancellation, proxies };
  const context = new SendContext(url, params, {
    ...tools,
    graphOrigin: session.graphOrigin,
    tokens: {
      get: () => session.tokens.get(tokenRequest),
      replace: (rejected, claims) => session.tokens.replace(rejected, tokenRequest, claims),
    },
  });
  const { exchanges, timeLimit } = context;
  try {
    // The send methods of Kiota's adapter are unsuitable. After a 401 with a claims challenge, they send the
    // request again, even if TokenHandler has already done so. They also corrupt headers with several values.
    const options = { [context.getKey()]: context };
    const response = (await client.executeFetch(url, request, options)) as WireResponse;
    const { status, reasonPhrase, headers } = response.wire;
    const answer: SendResult = {
      status,
      reasonPhrase,
      headers,
      ...(await readBody(response, exchanges.at(-1)?.url ?? url)),
      clientRequestId: context.clientRequestId,
      ...(trace && { exchanges }),
    };
    return withoutSecrets(answer, body, () => knownSecrets(session, proxies, exchanges));
  } catch (error) {
    throw afterEarlierExchanges(error, exchanges);
  } finally {
    timeLimit.stop();
  }
}
