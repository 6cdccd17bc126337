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

const neverAborted = new AbortController().signal;

/**
 * Runs what may take only so long.
 * @param tooLate What it fails with when its time is up.
 * @param action Gets a signal that ends it, whatever the reason.
 * @param signal Ends it earlier.
 */
export async function withTimeLimit<T>(
  seconds: number,
  tooLate: () => Error,
  action: (signal: AbortSignal) => Promise<T>,
  signal: AbortSignal = neverAborted,
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

/** Milliseconds of the runtime's longest timer; one that is set to more fires at once. */
const MAX_TIMER = 2_147_483_647;

/**
 * Resolves after so many seconds, at once for 0.
 * @throws The signal's reason, as soon as it is aborted.
 */
export async function wait(seconds: number, signal: AbortSignal): Promise<void> {
  for (let left = seconds * 1000; left > 0; left -= MAX_TIMER) {
    await timer(Math.min(left, MAX_TIMER), signal);
  }
  signal.throwIfAborted();
}

function timer(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const onAbort = () => {
      clearTimeout(handle);
      reject(signal.reason);
    };
    const handle = setTimeout(() => {
      signal.removeEventListener('abort', onAbort);
      resolve();
    }, milliseconds);
    signal.addEventListener('abort', onAbort);
  });
}
