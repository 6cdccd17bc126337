import type { RequestOption } from '@microsoft/kiota-abstractions';
import type { Middleware } from '@microsoft/kiota-http-fetchlibrary';
import { hasHeader, headersOf, withHeader } from '../headerList.ts';
import { discardBody } from '../wire/discardBody.ts';
import { wireAnswerOf } from '../wire/wireResponse.ts';
import { claimsOf } from './claimsChallenge.ts';
import { nextHandler } from './nextHandler.ts';
import { TokenHandlerOptions } from './tokenHandlerOptions.ts';

const UNAUTHORIZED = 401;

/**
 * Sees to it that a request which carries a token carries one that is good, also after a long wait for a
 * retry, and sends it once more with another when Graph refuses the token. A refused token means that the
 * request was not carried out. It stands behind the redirects and the retries and adds no token to a request
 * that has none: those have left the origin that tokens may go to.
 */
export class TokenHandler implements Middleware {
  next: Middleware | undefined;

  async execute(
    url: string,
    request: RequestInit,
    options?: Record<string, RequestOption>,
  ): Promise<Response> {
    const next = nextHandler(this);
    if (!hasHeader(headersOf(request), 'Authorization')) {
      return next.execute(url, request, options);
    }
    const { timeLimit, current, replace } = TokenHandlerOptions.of(options);
    const token = await current();
    const response = await next.execute(url, withToken(request, token), options);
    if (response.status !== UNAUTHORIZED) {
      return response;
    }
    timeLimit.stop();
    const claims = claimsOf(response.headers.get('www-authenticate'));
    const other = await replace(token, claims).catch((error: unknown) => {
      // Nobody reads this answer any more.
      wireAnswerOf(response).body.destroy();
      throw error;
    });
    // The rest of this answer has its time again.
    timeLimit.start(new URL(url).host);
    if (other === undefined) {
      return response;
    }
    await discardBody(response, url);
    return next.execute(url, withToken(request, other), options);
  }
}

function withToken(request: RequestInit, token: string): RequestInit {
  return { ...request, headers: withHeader(headersOf(request), 'Authorization', `Bearer ${token}`) };
}
