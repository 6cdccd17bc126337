import { headersOf, withHeader } from '../headerList.ts';
import { discardBody } from '../wire/discardBody.ts';
import type { WireResponse } from '../wire/wireResponse.ts';
import { claimsOf } from './claimsOf.ts';
import { Handler, type RequestOptions } from './handler.ts';
import { SendContext } from './sendContext.ts';

const UNAUTHORIZED = 401;

/**
 * Gives a request to Graph the session's token, a good one after a long wait for a retry too, and sends it once more with
 * another when Graph refuses the token. A refused token means that the request was not carried out. It stands behind the
 * redirects: a request that has left the origin that tokens may go to gets none any more. (Kiota's own check compares host
 * names only, and takes an empty list for "any host".)
 */
export class TokenHandler extends Handler {
  override async execute(url: string, request: RequestInit, options?: RequestOptions): Promise<WireResponse> {
    const { timeLimit, tools, isAtGraph } = SendContext.of(options);
    if (!isAtGraph) {
      return this.forward(url, request, options);
    }
    const token = await tools.tokens.get();
    const response = await this.forward(url, withToken(request, token), options);
    if (response.status !== UNAUTHORIZED) {
      return response;
    }
    timeLimit.stop();
    const claims = claimsOf(response.headers.get('www-authenticate'));
    const other = await tools.tokens.replace(token, claims).catch((error: unknown) => {
      // Nobody reads this answer any more.
      response.wire.body.destroy();
      throw error;
    });
    // The rest of this answer has its time again.
    timeLimit.start(new URL(url).host);
    if (other === undefined) {
      return response;
    }
    await discardBody(response, url);
    return this.forward(url, withToken(request, other), options);
  }
}

function withToken(request: RequestInit, token: string): RequestInit {
  return { ...request, headers: withHeader(headersOf(request), 'Authorization', `Bearer ${token}`) };
}
