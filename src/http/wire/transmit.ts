import { Readable } from 'node:stream';
import type { Dispatcher } from 'undici';
import type { Header, ProxyParams } from '../../protocol/protocol.ts';
import { dispatcherFor, pinnedDispatcher } from './dispatchers.ts';

/**
 * No Content and Not Modified. These responses end after their headers, whatever length the headers declare
 * (RFC 9112, section 6.3).
 */
const bodiless: ReadonlySet<number> = new Set([204, 304]);

export interface WireRequest {
  readonly method: string;
  readonly origin: string;
  /** The path and query, exactly as they are sent. */
  readonly path: string;
  /** The header lines. A name can occur several times. */
  readonly headers: readonly Header[];
  readonly body: Uint8Array | undefined;
  readonly proxy: ProxyParams | undefined;
  /**
   * The SHA-1 thumbprint, in hexadecimal digits, of the only accepted certificate, if it is known in advance.
   * No proxy is used in that case.
   */
  readonly thumbprint?: string | undefined;
  readonly signal: AbortSignal;
}

export interface WireAnswer {
  readonly status: number;
  readonly reasonPhrase: string;
  /** The header lines in the order in which they were received. */
  readonly headers: Header[];
  /** The bytes as they were received. Destroying the stream before its end closes the connection. */
  readonly body: Readable;
}

/** The error thrown when a request receives no complete response. */
export class TransmissionError extends Error {
  /**
   * @param cause The underlying error, or the signal's reason.
   * @param mayHaveBeenSent False if there was no connection on which the request could have been sent.
   */
  constructor(
    override readonly cause: unknown,
    readonly mayHaveBeenSent: boolean,
  ) {
    super('The request received no complete response.');
  }
}

/**
 * Sends a request once.
 * @returns The response, as soon as its headers have arrived. If the connection breaks later, its body fails
 * with a TransmissionError.
 * @throws {TransmissionError} There was no response.
 */
export function transmit(request: WireRequest): Promise<WireAnswer> {
  return new Promise((resolve, reject) => {
    new Transmission(request.signal, resolve, reject).start(request);
  });
}

class Transmission implements Dispatcher.DispatchHandler {
  private controller: Dispatcher.DispatchController | undefined;
  private body: Readable | undefined;
  private isOver = false;

  constructor(
    private readonly signal: AbortSignal,
    private readonly resolve: (answer: WireAnswer) => void,
    private readonly reject: (error: TransmissionError) => void,
  ) {}

  start({ method, origin, path, headers, body, proxy, thumbprint }: WireRequest): void {
    this.signal.addEventListener('abort', this.onAbort);
    if (this.signal.aborted) {
      this.onAbort();
      return;
    }
    try {
      const dispatcher = thumbprint === undefined ? dispatcherFor(proxy) : pinnedDispatcher(thumbprint);
      dispatcher.dispatch(
        {
          origin,
          path,
          method: method as Dispatcher.HttpMethod,
          headers: headers.flat(),
          body: body ?? null,
        },
        this,
      );
    } catch (error) {
      this.fail(error);
    }
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.controller = controller;
    if (this.isOver) {
      controller.abort(new Error('The request was aborted.'));
    }
  }

  onResponseStart(
    controller: Dispatcher.DispatchController,
    status: number,
    _headers: unknown,
    reasonPhrase?: string,
  ): void {
    if (status < 200) {
      return;
    }
    const body = new Readable({
      read: () => controller.resume(),
      destroy: (error, callback) => {
        if (!this.isOver) {
          this.end();
          controller.abort(error ?? new Error('The rest of the response is not needed.'));
        }
        callback(error);
      },
    });
    // The reader receives the error. Without a reader, the error must not end the process.
    body.on('error', () => {});
    this.body = body;
    this.resolve({ status, reasonPhrase: printable(reasonPhrase ?? ''), headers: linesOf(controller), body });
    if (bodiless.has(status)) {
      this.onResponseEnd();
    }
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.body?.push(chunk) === false) {
      controller.pause();
    }
  }

  onResponseEnd(): void {
    if (!this.isOver) {
      this.end();
      this.body?.push(null);
    }
  }

  onResponseError(_controller: unknown, error: Error): void {
    this.fail(error);
  }

  private readonly onAbort = (): void => {
    this.fail(this.signal.reason);
    this.controller?.abort(new Error('The request was aborted.'));
  };

  private fail(cause: unknown): void {
    if (this.isOver) {
      return;
    }
    this.end();
    const failure = new TransmissionError(cause, this.controller !== undefined);
    if (this.body === undefined) {
      this.reject(failure);
    } else {
      this.body.destroy(failure);
    }
  }

  private end(): void {
    this.isOver = true;
    this.signal.removeEventListener('abort', this.onAbort);
  }
}

function linesOf(controller: Dispatcher.DispatchController): Header[] {
  const raw = (controller as { rawHeaders?: readonly (Buffer | string)[] }).rawHeaders ?? [];
  const lines: Header[] = [];
  for (let index = 0; index + 1 < raw.length; index += 2) {
    lines.push([textOf(raw[index]), textOf(raw[index + 1])]);
  }
  return lines;
}

/**
 * Removes the characters that are invalid in a reason phrase (RFC 9112, section 4), because they break some
 * programs.
 */
function printable(text: string): string {
  return text.replace(/[^\t\x20-\x7e\x80-\xff]/g, '');
}

/** Decodes a part of a header as Latin-1, because bytes outside ASCII are opaque (RFC 9110, section 5.5). */
function textOf(part: Buffer | string | undefined): string {
  return typeof part === 'string' ? part : (part?.toString('latin1') ?? '');
}
