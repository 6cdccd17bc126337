import type { Exchange } from '../http/exchangeHandlerOptions.ts';
import { sentHeaders } from '../http/sentHeaders.ts';
import type { Header, Try } from '../protocol/protocol.ts';

/** An exchange as the client gets to see it, without the secrets it was sent with. */
export function toTry({ url, request, response }: Exchange): Try {
  return {
    method: request.method ?? 'GET',
    url,
    requestHeaders: sentHeaders(url, request),
    status: response.status,
    reasonPhrase: response.statusText,
    responseHeaders: headerLines(response.headers),
  };
}

/** Lines of one name are joined with a comma; each Set-Cookie stands alone. */
export function headerLines(headers: Headers): Header[] {
  const lines = [...headers].filter(([name]) => name !== 'set-cookie');
  return [...lines, ...headers.getSetCookie().map((value): Header => ['set-cookie', value])];
}
