import { wait } from '../abort.ts';
import { headersOf, withHeader } from '../headerList.ts';
import { discardBody } from '../wire/discardBody.ts';
import type { WireResponse } from '../wire/wireResponse.ts';
import { Handler, type RequestOptions } from './handler.ts';
import { retryDelay } from './retryDelay.ts';
import { SendContext } from './sendContext.ts';

/** Too Many Requests, Service Unavailable and Gateway Timeout. */
const retried: ReadonlySet<number> = new Set([429, 503, 504]);

/**
 * Retries a request if the status of its response means that it can be tried again later. A request without a
 * response is not retried here, because the service may have carried it out.
 */
export class RetryHandler extends Handler {
  override async execute(url: string, request: RequestInit, options?: RequestOptions): Promise<WireResponse> {
    const { timeLimit, tools, retryLimits } = SendContext.of(options);
    const { maxRetries, retryDelaySeconds, retriesTimeLimitSeconds } = retryLimits;
    let response = await this.forward(url, request, options);
    const firstAnswer = performance.now();
    for (let attempt = 1; attempt <= maxRetries && retried.has(response.status); attempt += 1) {
      const { status, headers } = response;
      const delaySeconds = retryDelay({
        retryAfter: headers.get('retry-after'),
        attempt,
        delaySeconds: retryDelaySeconds,
        now: Date.now(),
        random: Math.random(),
      });
      const elapsedSeconds = (performance.now() - firstAnswer) / 1000;
      if (retriesTimeLimitSeconds > 0 && elapsedSeconds + delaySeconds > retriesTimeLimitSeconds) {
        return response;
      }
      await discardBody(response, url);
      timeLimit.stop();
      tools.onWait({ status, attempt, maxAttempts: maxRetries, delaySeconds });
      await wait(delaySeconds, timeLimit.signal);
      const retry = { ...request, headers: withHeader(headersOf(request), 'Retry-Attempt', `${attempt}`) };
      response = await this.forward(url, retry, options);
    }
    return response;
  }
}
