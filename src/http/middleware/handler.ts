import type { RequestOption } from '@microsoft/kiota-abstractions';
import type { Middleware } from '@microsoft/kiota-http-fetchlibrary';
import { WireResponse } from '../wire/wireResponse.ts';

/** The options of the handlers, by key; undefined if there are none. */
export type RequestOptions = Record<string, RequestOption> | undefined;

/** A middleware that forwards requests to the next one. The last middleware is the transport. */
export abstract class Handler implements Middleware {
  next: Middleware | undefined;

  abstract execute(url: string, request: RequestInit, options?: RequestOptions): Promise<WireResponse>;

  protected async forward(
    url: string,
    request: RequestInit,
    options?: RequestOptions,
  ): Promise<WireResponse> {
    const response = await this.next?.execute(url, request, options);
    if (!(response instanceof WireResponse)) {
      throw new TypeError('The chain of middleware does not end with the transport.');
    }
    return response;
  }
}
