import type { RequestOption } from '@microsoft/kiota-abstractions';
import type { Middleware } from '@microsoft/kiota-http-fetchlibrary';
import { connectionError } from './connectionError.ts';
import { FetchHandlerOptions } from './fetchHandlerOptions.ts';
import { proxyOption } from './proxyOption.ts';

/**
 * The last middleware: it puts the request on the wire, once, and hands back whatever the service
 * answers.
 */
export class FetchHandler implements Middleware {
  next: Middleware | undefined;

  async execute(
    url: string,
    request: RequestInit,
    options?: Record<string, RequestOption>,
  ): Promise<Response> {
    const { signal, proxy } = FetchHandlerOptions.of(options);
    try {
      return await fetch(url, {
        ...request,
        redirect: 'manual',
        signal,
        proxy: proxyOption(url, proxy),
        keepalive: mayReuseConnection(request.method),
        // The body is decompressed by contentEncoding.ts, which has a limit and keeps the status of a bad
        // answer.
        decompress: false,
        // The signal's time limit is the only one.
        timeout: false,
      });
    } catch (error) {
      throw connectionError(error, url, signal);
    }
  }
}

/**
 * When a connection that was kept open turns out to be closed, Bun sends a request again by itself if its
 * method is idempotent, even if the service has read it. Those get a new connection, on which Bun never
 * does that.
 */
export function mayReuseConnection(method: string | undefined): boolean {
  return method === 'PATCH' || method === 'POST';
}
