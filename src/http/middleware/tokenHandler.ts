import { headersOf, withHeader } from '../headerList.ts';
import { discardBody } from '../wire/discardBody.ts';
import type { WireResponse } from '../wire/wireResponse.ts';
import { claimsOf } from './claimsOf.ts';
import { Handler, type RequestOptions } from './handler.ts';
import { SendContext } from './sendContext.ts';

const UNAUTHORIZED = 401;

/**
 * Adds the session's token to a request to Graph. If Graph rejects the token, the request was not carried out
 * and is sent once more if another token is available. This handler follows the redirect and retry handlers.
 * A request that was redirected to another origin therefore gets no token. A retry after a long delay gets a
 * valid token. Kiota's own check of the allowed hosts compares only host names and treats an empty list as
 * "any host".
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
      // The response will not be read.
      response.wire.body.destroy();
      throw error;
    });
    // Restart the time limit for the rest of the response.
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
