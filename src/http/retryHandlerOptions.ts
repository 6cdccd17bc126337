import type { RequestOption } from '@microsoft/kiota-abstractions';
import type { TimeLimit } from './timeLimit.ts';

const key = 'RetryHandlerOptions';

/** The limits that users know from Set-MgRequestContext. */
const MAX_RETRIES = 10;
const MAX_DELAY_SECONDS = 180;

/** What is known of a retry before its delay. */
export interface RetryWait {
  /** Of the answer that is not the last one. */
  status: number;
  /** Number of the retry to come, from 1. */
  attempt: number;
  maxAttempts: number;
  delaySeconds: number;
}

export class RetryHandlerOptions implements RequestOption {
  /**
   * @param timeLimit Stands still during a delay; its signal ends a delay.
   * @param onWait Is told of each delay before it begins.
   * @param maxRetries Requests beyond the first, from 0 to 10.
   * @param delaySeconds The first delay when the service asks for none, above 0 and up to 180.
   * @throws {RangeError} A number is outside its range.
   */
  constructor(
    readonly timeLimit: TimeLimit,
    readonly onWait: (wait: RetryWait) => void,
    readonly maxRetries = 3,
    readonly delaySeconds = 3,
  ) {
    if (!Number.isInteger(maxRetries) || maxRetries < 0 || maxRetries > MAX_RETRIES) {
      throw new RangeError(`maxRetries must be a whole number from 0 to ${MAX_RETRIES}.`);
    }
    if (!(delaySeconds > 0 && delaySeconds <= MAX_DELAY_SECONDS)) {
      throw new RangeError(`delaySeconds must be above 0 and at most ${MAX_DELAY_SECONDS}.`);
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
