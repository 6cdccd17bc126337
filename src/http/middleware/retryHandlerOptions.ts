import type { RequestOption } from '@microsoft/kiota-abstractions';
import type { TimeLimit } from './timeLimit.ts';

const key = 'RetryHandlerOptions';

/** The limits that users know from Set-MgRequestContext. */
export const MAX_RETRIES = 10;
export const MAX_DELAY_SECONDS = 180;

/** What is known of a retry before its delay. */
export interface RetryWait {
  /** Of the answer that is not the last one. */
  status: number;
  /** Number of the retry to come, from 1. */
  attempt: number;
  maxAttempts: number;
  delaySeconds: number;
}

export interface RetryLimits {
  /** Requests beyond the first, from 0 to 10. */
  maxRetries: number;
  /** The first delay when the service asks for none, from 0 to 180. */
  delaySeconds: number;
  /** No delay may end later than this after the first answer; 0: no limit. */
  timeLimitSeconds: number;
}

export const defaultRetryLimits: RetryLimits = { maxRetries: 3, delaySeconds: 3, timeLimitSeconds: 0 };

export class RetryHandlerOptions implements RequestOption {
  /**
   * @param timeLimit Stands still during a delay; its signal ends a delay.
   * @param onWait Is told of each delay before it begins.
   * @throws {RangeError} A limit is outside its range.
   */
  constructor(
    readonly timeLimit: TimeLimit,
    readonly onWait: (wait: RetryWait) => void,
    readonly limits: RetryLimits = defaultRetryLimits,
  ) {
    const { maxRetries, delaySeconds, timeLimitSeconds } = limits;
    if (!Number.isInteger(maxRetries) || maxRetries < 0 || maxRetries > MAX_RETRIES) {
      throw new RangeError(`maxRetries must be a whole number from 0 to ${MAX_RETRIES}.`);
    }
    if (!(delaySeconds >= 0 && delaySeconds <= MAX_DELAY_SECONDS)) {
      throw new RangeError(`delaySeconds must be from 0 to ${MAX_DELAY_SECONDS}.`);
    }
    if (!(timeLimitSeconds >= 0)) {
      throw new RangeError('timeLimitSeconds must not be negative.');
    }
  }

  getKey(): string {
    return key;
  }

  /** @throws {TypeError} The request has none. */
  static of(options: Record<string, RequestOption> | undefined): RetryHandlerOptions {
    const own = options?.[key];
    if (!(own instanceof RetryHandlerOptions)) {
      throw new TypeError(`A request without ${key}.`);
    }
    return own;
  }
}
