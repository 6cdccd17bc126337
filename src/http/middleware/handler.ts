import type { RequestOption } from '@microsoft/kiota-abstractions';
import type { Middleware } from '@microsoft/kiota-http-fetchlibrary';
import { WireResponse } from '../wire/wireResponse.ts';

/** The options of each handler, by its key; undefined if there are none. */
export type RequestOptions = Record<string, RequestOption> | undefined;

/** A middleware that passes requests on to the next one. The last one is the transport. */
export abstract class Handler implements Middleware {
  next: Middleware | undefined;

  abstract execute(url: string, request: RequestInit, options?: RequestOptions): Promise<WireResponse>;

  /** Passes the request on to the next middleware. */
  protected async forward(
    url: string,
    request: RequestInit,
    options?: RequestOptions,
  ): Promise<WireResponse> {
    const response = await this.next?.execute(url, request, options);
    if (!(response instanceof WireResponse)) {
      throw new TypeError('The last middleware has no transport.');
    }
    return response;
  }
}
