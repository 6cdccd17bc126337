import { ProtocolError } from '../protocol/errors.ts';

/**
 * Runs an exchange with a signal that aborts when the request is cancelled, or with TimedOut when the
 * time is up.
 * @param host For the message.
 */
export async function withTimeLimit<T>(
  seconds: number,
  host: string,
  cancellation: AbortSignal,
  exchange: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  const onCancelled = () => controller.abort(cancellation.reason);
  const timer = setTimeout(() => {
    const doubt = 'The outcome is unknown: the request may have reached the service. It is not sent again.';
    const message = `No whole answer came from ${host} within ${seconds} seconds. ${doubt}`;
    controller.abort(new ProtocolError('TimedOut', message, true));
  }, seconds * 1000);
  cancellation.addEventListener('abort', onCancelled);
  try {
    cancellation.throwIfAborted();
    return await exchange(controller.signal);
  } finally {
    clearTimeout(timer);
    cancellation.removeEventListener('abort', onCancelled);
  }
}
