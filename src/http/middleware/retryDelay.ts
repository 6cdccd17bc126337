import { parseHttpDate } from './parseHttpDate.ts';

/** The maximum random addition to an exponential delay, as a fraction of the delay. */
const JITTER = 0.2;

export interface RetryDelayParams {
  /** The Retry-After header of the response; null if there is none. */
  retryAfter: string | null;
  /** The number of the next retry, starting at 1. */
  attempt: number;
  /** The delay before the first retry, in seconds, if the service does not specify one. */
  delaySeconds: number;
  /** The current time, in milliseconds since the Unix epoch. */
  now: number;
  /** A random number from 0 up to, but not including, 1. */
  random: number;
}

/**
 * Returns the number of seconds to wait before a retry. A delay that the service specifies is used unchanged.
 * Otherwise, the delay doubles with each retry, and up to 20 % is added at random, so that clients that
 * failed together do not retry together.
 */
export function retryDelay({ retryAfter, attempt, delaySeconds, now, random }: RetryDelayParams): number {
  return (
    askedDelay(retryAfter?.trim() ?? '', now) ?? delaySeconds * 2 ** (attempt - 1) * (1 + JITTER * random)
  );
}

/** Returns the delay in seconds; undefined if the header is neither a number of seconds nor a future date. */
function askedDelay(retryAfter: string, now: number): number | undefined {
  if (/^\d+$/.test(retryAfter)) {
    // Limit the number, because the client receives the delay in JSON, which cannot represent Infinity.
    return Math.min(Number(retryAfter), Number.MAX_SAFE_INTEGER);
  }
  const date = parseHttpDate(retryAfter, now);
  return date !== undefined && date > now ? (date - now) / 1000 : undefined;
}
