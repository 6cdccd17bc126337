import type { RequestOption } from '@microsoft/kiota-abstractions';
import type { Middleware } from '@microsoft/kiota-http-fetchlibrary';
import { discardBody } from '../wire/discardBody.ts';
import { nextHandler } from './nextHandler.ts';
import { redirected, redirects, type Target, tooManyRedirects } from './redirect.ts';
import { RedirectHandlerOptions } from './redirectHandlerOptions.ts';

/**
 * Follows redirects. It stands in front of the retries: behind them it would make them send a request again
 * that 303 says was carried out, when only what it redirects to asks to come back.
 */
export class RedirectHandler implements Middleware {
  next: Middleware | undefined;

  async execute(
    url: string,
    request: RequestInit,
    options?: Record<string, RequestOption>,
  ): Promise<Response> {
    const { graphOrigin, maxRedirects } = RedirectHandlerOptions.of(options);
    const next = nextHandler(this);
    let current: Target = { url, request };
    const met = new Set<string>();
    for (;;) {
      const response = await next.execute(current.url, current.request, options);
      const { status, headers } = response;
      if (!redirects.has(status)) {
        return response;
      }
      await discardBody(response, current.url);
      met.add(stepOf(current));
      const { host } = new URL(current.url);
      if (met.size > maxRedirects) {
        throw tooManyRedirects(
          status,
          `${maxRedirects} redirects were followed, and ${host} answered with one more.`,
        );
      }
      current = redirected(current, status, headers.get('location'), graphOrigin);
      if (met.has(stepOf(current))) {
        throw tooManyRedirects(status, `${host} redirects in a circle, back to where the request has been.`);
      }
    }
  }
}

function stepOf({ url, request }: Target): string {
  return `${request.method} ${url}`;
}
