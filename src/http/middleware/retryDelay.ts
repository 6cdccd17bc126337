import { parseHttpDate } from './parseHttpDate.ts';

/** The share of the exponential delay that chance adds to it at most. */
const JITTER = 0.2;

export interface RetryDelayParams {
  /** The answer's Retry-After, or null. */
  retryAfter: string | null;
  /** Number of the retry to come, from 1. */
  attempt: number;
  /** The delay before the first retry when the service asks for none. */
  delaySeconds: number;
  /** Milliseconds since 1970. */
  now: number;
  /** A number from 0 up to, but not including, 1. */
  random: number;
}

/**
 * The seconds to wait before a retry: the full time that the service asks for, or else a delay that doubles each time, with up to 20 % on top, so that clients refused together do not come back together.
 */
export function retryDelay({ retryAfter, attempt, delaySeconds, now, random }: RetryDelayParams): number {
  return (
    askedDelay(retryAfter?.trim() ?? '', now) ?? delaySeconds * 2 ** (attempt - 1) * (1 + JITTER * random)
  );
}

/** Undefined for what is neither a number of seconds nor a date to come. */
function askedDelay(retryAfter: string, now: number): number | undefined {
  if (/^\d+$/.test(retryAfter)) {
    // A number with more digits than JSON can hold means "never" anyway.
    return Math.min(Number(retryAfter), Number.MAX_SAFE_INTEGER);
  }
  const date = parseHttpDate(retryAfter, now);
  return date !== undefined && date > now ? (date - now) / 1000 : undefined;
}
