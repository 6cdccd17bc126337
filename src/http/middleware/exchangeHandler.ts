import type { RequestOption } from '@microsoft/kiota-abstractions';
import type { Middleware } from '@microsoft/kiota-http-fetchlibrary';
import { headersOf, withHeader } from '../headerList.ts';
import { ExchangeHandlerOptions } from './exchangeHandlerOptions.ts';
import { nextHandler } from './nextHandler.ts';

/**
 * Gives every HTTP exchange, so every retry and redirect too, a client-request-id and the whole time limit,
 * and writes it down.
 */
export class ExchangeHandler implements Middleware {
  next: Middleware | undefined;

  async execute(
    url: string,
    request: RequestInit,
    options?: Record<string, RequestOption>,
  ): Promise<Response> {
    const { timeLimit, exchanges } = ExchangeHandlerOptions.of(options);
    const clientRequestId = crypto.randomUUID();
    const headers = withHeader(headersOf(request), 'client-request-id', clientRequestId);
    const sent = { ...request, headers };
    timeLimit.start(new URL(url).host);
    const response = await nextHandler(this).execute(url, sent, options);
    exchanges.push({ url, request: sent, response, clientRequestId });
    return response;
  }
}
