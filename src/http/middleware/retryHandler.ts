import type { RequestOption } from '@microsoft/kiota-abstractions';
import type { Middleware } from '@microsoft/kiota-http-fetchlibrary';
import { wait } from '../abort.ts';
import { headersOf, withHeader } from '../headerList.ts';
import { discardBody } from '../wire/discardBody.ts';
import { nextHandler } from './nextHandler.ts';
import { retryDelay } from './retryDelay.ts';
import { RetryHandlerOptions } from './retryHandlerOptions.ts';

/** Too Many Requests, Service Unavailable, Gateway Timeout. */
const retried: ReadonlySet<number> = new Set([429, 503, 504]);

/**
 * Sends a request again when the service asks to come back later. A failure without an answer is never
 * retried: the service may have carried the request out.
 */
export class RetryHandler implements Middleware {
  next: Middleware | undefined;

  async execute(
    url: string,
    request: RequestInit,
    options?: Record<string, RequestOption>,
  ): Promise<Response> {
    const { timeLimit, onWait, limits } = RetryHandlerOptions.of(options);
    const { maxRetries, timeLimitSeconds } = limits;
    const next = nextHandler(this);
    let response = await next.execute(url, request, options);
    const firstAnswer = performance.now();
    for (let attempt = 1; attempt <= maxRetries && retried.has(response.status); attempt += 1) {
      const { status, headers } = response;
      const delaySeconds = retryDelay({
        retryAfter: headers.get('retry-after'),
        attempt,
        delaySeconds: limits.delaySeconds,
        now: Date.now(),
        random: Math.random(),
      });
      const elapsedSeconds = (performance.now() - firstAnswer) / 1000;
      if (timeLimitSeconds > 0 && elapsedSeconds + delaySeconds > timeLimitSeconds) {
        return response;
      }
      await discardBody(response, url);
      timeLimit.stop();
      onWait({ status, attempt, maxAttempts: maxRetries, delaySeconds });
      await wait(delaySeconds, timeLimit.signal);
      const retry = { ...request, headers: withHeader(headersOf(request), 'Retry-Attempt', `${attempt}`) };
      response = await next.execute(url, retry, options);
    }
    return response;
  }
}
