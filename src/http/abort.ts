/**
 * Returns the result of the promise, or throws the signal's reason as soon as the signal is aborted. The
 * operation behind the promise then continues, and its outcome is ignored.
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
 * Runs an action with a time limit.
 * @param tooLate Creates the error for an expired time limit.
 * @param action Receives a signal that is aborted by the time limit or by `signal`.
 * @param signal Cancels the action.
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

/**
 * The maximum delay of the runtime's timers, in milliseconds. A timer with a longer delay fires immediately.
 */
const MAX_TIMER = 2_147_483_647;

/**
 * Resolves after the given number of seconds, or immediately if it is 0.
 * @throws The signal's reason, as soon as the signal is aborted.
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
