import { doubt, ProtocolError } from '../../protocol/errors.ts';

const remedy = 'To change the time limit, use Set-MgRequestContext -ClientTimeout.';

/**
 * The time that each HTTP exchange of one request may take. Its signal aborts when the time is up, with
 * TimedOut, and when the request is cancelled, in the time between two exchanges too.
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
    // It is the request's own signal, so the listener goes when the request does.
    cancellation.addEventListener('abort', onCancelled);
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  /**
   * Gives the exchange that begins now the whole time.
   * @param host For the message.
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
