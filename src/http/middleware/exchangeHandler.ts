import type { Header } from '../../protocol/protocol.ts';
import { hasHeader, headersOf, withHeader } from '../headerList.ts';
import type { WireResponse } from '../wire/wireResponse.ts';
import { Handler, type RequestOptions } from './handler.ts';
import { SendContext } from './sendContext.ts';

/**
 * Assigns a client-request-id and the full time limit to each HTTP exchange, including retries and redirects,
 * and records the exchange when its response arrives.
 */
export class ExchangeHandler extends Handler {
  override async execute(url: string, request: RequestInit, options?: RequestOptions): Promise<WireResponse> {
    const context = SendContext.of(options);
    context.clientRequestId = crypto.randomUUID();
    const headers = withHeader(headersOf(request), 'client-request-id', context.clientRequestId);
    const sent = { ...request, headers };
    context.timeLimit.start(new URL(url).host);
    const response = await this.forward(url, sent, options);
    const { status, reasonPhrase, headers: responseHeaders } = response.wire;
    context.exchanges.push({
      method: request.method ?? 'GET',
      url,
      // Computed on demand, because few requests need these headers.
      get requestHeaders() {
        return withThoseOfTransport(url, sent);
      },
      status,
      reasonPhrase,
      responseHeaders,
    });
    return response;
  }
}

/** Returns the request's headers, including those that the transport adds. */
function withThoseOfTransport(url: string, request: RequestInit): Header[] {
  const { method, body } = request;
  const given = headersOf(request);
  const hasLength = body != null || ['PATCH', 'POST', 'PUT'].includes(method ?? '');
  const length = (body as ArrayBuffer | null | undefined)?.byteLength ?? 0;
  const added: Header[] = [
    ['Host', new URL(url).host],
    // undici closes the connection after HEAD, in case a faulty server sends a body.
    ['Connection', method === 'HEAD' ? 'close' : 'keep-alive'],
    ...(hasLength ? [['Content-Length', `${length}`] satisfies Header] : []),
  ];
  return [...added.filter(([name]) => !hasHeader(given, name)), ...given];
}
