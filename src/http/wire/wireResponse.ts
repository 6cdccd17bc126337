import type { WireAnswer } from './transmit.ts';

/**
 * A response in the form that Kiota's middleware requires. That form changes header names and joins header
 * lines, so `wire` contains the response as it was received.
 */
export class WireResponse extends Response {
  /** @throws {RangeError} The status is not between 200 and 599. */
  constructor(readonly wire: WireAnswer) {
    const headers = new Headers();
    for (const [name, value] of wire.headers) {
      try {
        headers.append(name, value);
      } catch {
        // Skip an invalid header, which no middleware needs. It remains in `wire`.
      }
    }
    super(null, { status: wire.status, headers });
  }
}

/**
 * Returns whether the status of a final response is an error. Redirects have been followed before, so any
 * other status from 300 on is an error.
 */
export function isErrorStatus(status: number): boolean {
  return status >= 300;
}
