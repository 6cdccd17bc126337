import { isBrokenOff } from '../wire/failureReasons.ts';
import { TransmissionError, transmit, type WireAnswer, type WireRequest } from '../wire/transmit.ts';

/** Methods that can be repeated without side effects. */
const reads: ReadonlySet<string> = new Set(['GET', 'HEAD']);

/**
 * Sends a request. A GET or HEAD is sent a second time if its connection breaks before a response arrives.
 * This can happen when the service closes an idle connection.
 * @throws {TransmissionError} After a second failure, `mayHaveBeenSent` is always true.
 */
export async function transmitOrReadAgain(request: WireRequest): Promise<WireAnswer> {
  const { method, signal } = request;
  try {
    return await transmit(request);
  } catch (error) {
    if (!reads.has(method) || !(error instanceof TransmissionError && hasBroken(error))) {
      throw error;
    }
    return await transmit(request).catch(() => {
      throw new TransmissionError(signal.aborted ? signal.reason : error.cause, true);
    });
  }
}

function hasBroken({ mayHaveBeenSent, cause }: TransmissionError): boolean {
  return mayHaveBeenSent && isBrokenOff(cause);
}
