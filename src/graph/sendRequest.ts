import { type HttpMethod, RequestInformation } from '@microsoft/kiota-abstractions';
import { FetchRequestAdapter, type HttpClient } from '@microsoft/kiota-http-fetchlibrary';
import { SessionAuthentication } from '../auth/sessionAuthentication.ts';
import type { Session } from '../auth/sessions.ts';
import { FetchHandlerOptions } from '../http/fetchHandlerOptions.ts';
import { readBody } from '../http/readBody.ts';
import type { Header, SendParams, SendResult } from '../protocol/protocol.ts';
import { requestHeaders } from './defaultHeaders.ts';
import { withTimeLimit } from './timeLimit.ts';

/**
 * Sends one request and reads its answer, whatever the status.
 * @param cancellation Its reason is what the request fails with.
 * @throws {ProtocolError} There is no answer, or it is unreadable.
 */
export async function sendRequest(
  params: SendParams,
  session: Session,
  client: HttpClient,
  cancellation: AbortSignal,
): Promise<SendResult> {
  const { method, url, headers, body, timeoutSeconds, proxy } = params;
  const clientRequestId = crypto.randomUUID();
  const request = new RequestInformation(method as HttpMethod);
  request.URL = url;
  if (body !== null) {
    request.content = new TextEncoder().encode(body).buffer;
  }
  // Not the adapter's send methods: they send a request again, with its body, when a 401 holds a claims
  // challenge.
  const adapter = new FetchRequestAdapter(new SessionAuthentication(session), undefined, undefined, client);
  const authenticated = await adapter.convertToNativeRequest<RequestInit>(request);
  // The adapter's own headers hold the token only: it garbles a name that has several values.
  const own = requestHeaders(headers, clientRequestId, body !== null);
  const native = {
    ...authenticated,
    headers: { ...own, ...(authenticated.headers as Record<string, string>) },
  };
  return withTimeLimit(timeoutSeconds, new URL(url).host, cancellation, async (signal) => {
    request.addRequestOptions([new FetchHandlerOptions(signal, proxy)]);
    const response = await client.executeFetch(url, native, request.getRequestOptions());
    return {
      status: response.status,
      reasonPhrase: response.statusText,
      headers: headerLines(response.headers),
      body: await readBody(response, url, signal),
      clientRequestId,
    };
  });
}

function headerLines(headers: Headers): Header[] {
  const lines = [...headers].filter(([name]) => name !== 'set-cookie');
  return [...lines, ...headers.getSetCookie().map((value): Header => ['set-cookie', value])];
}
