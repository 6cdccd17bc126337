import type { WireAnswer } from './transmit.ts';

/**
 * An answer in the form that Kiota's middleware passes on. That form changes the names of headers and joins their lines, so
 * this also has the answer as it was really sent.
 */
export class WireResponse extends Response {
  /** @throws {RangeError} The status is not an HTTP status. */
  constructor(readonly wire: WireAnswer) {
    const headers = new Headers();
    for (const [name, value] of wire.headers) {
      try {
        headers.append(name, value);
      } catch {
        // It is none that anybody here looks for; in the answer itself it stays.
      }
    }
    super(null, { status: wire.status, headers });
  }
}

/** Whether an answer is an error: it is neither a success nor a redirect that is still to be followed. */
export function isErrorStatus(status: number): boolean {
  return status >= 300;
}
