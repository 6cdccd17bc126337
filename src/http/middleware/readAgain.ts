import { isBrokenOff } from '../wire/failureReasons.ts';
import { TransmissionError, transmit, type WireAnswer, type WireRequest } from '../wire/transmit.ts';

/** What changes nothing, however often it arrives. */
const reads: ReadonlySet<string> = new Set(['GET', 'HEAD']);

/**
 * Puts a request on the wire; a read goes out a second time, as it is, where its connection broke before an answer came.
 * That happens by chance to connections which the service closes because they were idle.
 * @throws {TransmissionError} After a second failure it still says that the request was sent.
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
