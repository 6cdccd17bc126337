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
