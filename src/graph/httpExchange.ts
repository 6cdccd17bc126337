import type { Exchange } from '../http/middleware/exchangeHandlerOptions.ts';
import { sentHeaders } from '../http/sentHeaders.ts';
import { wireAnswerOf } from '../http/wire/wireResponse.ts';
import type { Try } from '../protocol/protocol.ts';

/** An exchange as the client gets to see it, without the secrets it was sent with. */
export function toTry({ url, request, response }: Exchange): Try {
  const { status, reasonPhrase, headers } = wireAnswerOf(response);
  return {
    method: request.method ?? 'GET',
    url,
    requestHeaders: sentHeaders(url, request),
    status,
    reasonPhrase,
    responseHeaders: headers,
  };
}
