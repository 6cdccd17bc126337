import { type HttpMethod, RequestInformation } from '@microsoft/kiota-abstractions';
import type { TokenRequest } from '../auth/credential.ts';
import type { Session } from '../auth/session.ts';
import { createHttpClient } from '../http/middleware/httpClient.ts';
import { SendContext, type SendTools } from '../http/middleware/sendContext.ts';
import { readBody } from '../http/wire/readBody.ts';
import type { WireResponse } from '../http/wire/wireResponse.ts';
import type { SendParams, SendResult } from '../protocol/protocol.ts';
import { afterEarlierExchanges } from './afterEarlierExchanges.ts';
import { requestHeaders } from './defaultHeaders.ts';
import { knownSecrets } from './knownSecrets.ts';
import { requireSendable } from './requireSendable.ts';
import { withoutSecrets } from './withoutSecrets.ts';

const client = createHttpClient();

/**
 * Sends one request, with its retries and redirects, and reads the last answer, whatever the status.
 * @param tools Its proxies are those of the request, and of the tokens that are renewed for it.
 * @throws {ProtocolError} There is no answer, or it is a redirect that can't be followed.
 */
export async function sendRequest(
  params: SendParams,
  session: Session,
  tools: Pick<SendTools, 'proxies' | 'cancellation' | 'onWait'>,
): Promise<SendResult> {
  const { body = null, trace } = params;
  const url = requireSendable({ ...params, body }).href;
  const { proxies, cancellation } = tools;
  const tokenRequest: TokenRequest = { signal: cancellation, proxies };
  const context = new SendContext(
    { ...params, url },
    {
      ...tools,
      graphOrigin: session.graphOrigin,
      tokens: {
        get: () => session.tokens.get(tokenRequest),
        replace: (rejected, claims) => session.tokens.replace(rejected, tokenRequest, claims),
      },
    },
  );
  const { exchanges, timeLimit } = context;
  try {
    const response = await execute({ ...params, url, body }, context);
    const { status, reasonPhrase, headers } = response.wire;
    const answer: SendResult = {
      status,
      reasonPhrase,
      headers,
      ...(await readBody(response, exchanges.at(-1)?.url ?? url)),
      clientRequestId: context.clientRequestId,
      ...(trace && { tries: exchanges }),
    };
    return withoutSecrets(answer, body, () => knownSecrets(session, proxies, exchanges));
  } catch (error) {
    throw afterEarlierExchanges(error, exchanges);
  } finally {
    timeLimit.stop();
  }
}

/**
 * Not by the send methods of Kiota's adapter: they send a request again, with its body, when a 401 holds a claims
 * challenge, and garble a header that has several values.
 */
async function execute(params: SendParams, context: SendContext): Promise<WireResponse> {
  const { method, url, headers, body } = params;
  const request = new RequestInformation(method as HttpMethod);
  request.URL = url;
  if (body !== null) {
    request.content = new TextEncoder().encode(body).buffer;
  }
  request.addRequestOptions([context]);
  const response = await client.executeFetch(
    request.URL,
    {
      method,
      headers: requestHeaders(headers, body !== null),
      ...(request.content !== undefined && { body: request.content }),
    },
    request.getRequestOptions(),
  );
  return response as WireResponse;
}
