import { doubt, ProtocolError } from '../../protocol/errors.ts';

const remedy = 'To change the time limit, use Set-MgRequestContext -ClientTimeout.';

/**
 * The time limit for each HTTP exchange of one request. Its signal is aborted with TimedOut when the time
 * limit expires. It is also aborted when the request is cancelled, even between two exchanges.
 */
export class TimeLimit {
  private readonly controller = new AbortController();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly seconds: number,
    cancellation: AbortSignal,
  ) {
    const onCancelled = () => this.controller.abort(cancellation.reason);
    if (cancellation.aborted) {
      onCancelled();
    }
    // The signal belongs to this request only, so the listener does not have to be removed.
    cancellation.addEventListener('abort', onCancelled);
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  /**
   * Starts the time limit again at its full length, for a new exchange or for the rest of a response.
   * @param host The host to name in the message.
   */
  start(host: string): void {
    this.stop();
    this.timer = setTimeout(() => {
      const message = `No complete response arrived from ${host} within ${this.seconds} ${this.seconds === 1 ? 'second' : 'seconds'}. ${doubt} ${remedy}`;
      this.controller.abort(new ProtocolError('TimedOut', message, true));
    }, this.seconds * 1000);
  }

  stop(): void {
    clearTimeout(this.timer);
  }
}
