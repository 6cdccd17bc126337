/**
 * What the promise gives, or the signal's reason as soon as it is aborted. What the promise stands for goes
 * on then, and nobody hears of its end.
 */
export async function raced<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  let onAbort: (() => void) | undefined;
  const aborted = new Promise<never>((_, reject) => {
    onAbort = () => reject(signal.reason);
    signal.addEventListener('abort', onAbort);
    if (signal.aborted) {
      onAbort();
    }
  });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    if (onAbort !== undefined) {
      signal.removeEventListener('abort', onAbort);
    }
  }
}

/**
 * Runs what may take only so long.
 * @param tooLate What it fails with when its time is up.
 */
export async function withTimeLimit<T>(
  seconds: number,
  tooLate: () => Error,
  signal: AbortSignal,
  action: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(tooLate()), seconds * 1000);
  const both = AbortSignal.any([signal, limit.signal]);
  try {
    return await raced(action(both), both);
  } finally {
    clearTimeout(timer);
  }
}
