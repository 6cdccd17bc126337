import type { RequestOption } from '@microsoft/kiota-abstractions';
import type { Middleware } from '@microsoft/kiota-http-fetchlibrary';
import { connectionError } from './connectionError.ts';
import { headersOf } from './headerList.ts';
import { proxyFor } from './proxyFor.ts';
import { transmit } from './transmit.ts';
import { TransportHandlerOptions } from './transportHandlerOptions.ts';
import { responseOf } from './wireResponse.ts';

/**
 * The last middleware: it puts the request on the wire, once, and hands back whatever the service
 * answers.
 */
export class TransportHandler implements Middleware {
  next: Middleware | undefined;

  async execute(
    url: string,
    request: RequestInit,
    options?: Record<string, RequestOption>,
  ): Promise<Response> {
    const { signal, proxies } = TransportHandlerOptions.of(options);
    const target = new URL(url);
    const proxy = proxyFor(target, proxies, process.env);
    const { body } = request;
    try {
      const answer = await transmit({
        method: request.method ?? 'GET',
        url: target,
        headers: headersOf(request),
        body: body == null ? undefined : new Uint8Array(body as ArrayBuffer),
        proxy,
        signal,
      });
      return responseOf(answer);
    } catch (error) {
      throw connectionError(error, url, proxy);
    }
  }
}
