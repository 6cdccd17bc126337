import { discardBody } from '../wire/discardBody.ts';
import type { WireResponse } from '../wire/wireResponse.ts';
import { Handler, type RequestOptions } from './handler.ts';
import { redirected, redirects, type Target, tooManyRedirects } from './redirect.ts';
import { SendContext } from './sendContext.ts';

const MAX_REDIRECTS = 5;

/**
 * Follows redirects. This handler precedes the retry handler. In the reverse order, a retry for the target of
 * a 303 would repeat the original request, which the service may have carried out.
 */
export class RedirectHandler extends Handler {
  override async execute(url: string, request: RequestInit, options?: RequestOptions): Promise<WireResponse> {
    const context = SendContext.of(options);
    let current: Target = { url, request };
    const met = new Set<string>();
    for (;;) {
      const response = await this.forward(current.url, current.request, options);
      const { status, headers } = response;
      if (!redirects.has(status)) {
        return response;
      }
      await discardBody(response, current.url);
      met.add(stepOf(current));
      const { host } = new URL(current.url);
      if (met.size > MAX_REDIRECTS) {
        throw tooManyRedirects(status, `${host} returned another redirect after ${MAX_REDIRECTS} redirects.`);
      }
      current = redirected(current, status, headers.get('location'));
      context.isAtGraph &&= new URL(current.url).origin === context.tools.graphOrigin;
      if (met.has(stepOf(current))) {
        throw tooManyRedirects(
          status,
          `${host} redirects in a loop, to an address that was already requested.`,
        );
      }
    }
  }
}

function stepOf({ url, request }: Target): string {
  return `${request.method} ${url}`;
}
