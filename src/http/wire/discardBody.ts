import { setImmediate } from 'node:timers/promises';
import { connectionError } from './connectionError.ts';
import type { WireResponse } from './wireResponse.ts';

/**
 * The maximum number of bytes that are read to keep a connection. A new connection is cheaper than reading
 * more.
 */
const MAX_DISCARDED_BYTES = 64 * 1024;

/** The time limit for reading an unwanted body, in milliseconds. */
const PATIENCE = 2000;

/**
 * Reads an unwanted body, so that the connection can be reused. Closes the connection if the body is too long
 * or too slow.
 * @throws {ProtocolError} The connection broke, or the request was cancelled or timed out.
 */
export async function discardBody(response: WireResponse, url: string): Promise<void> {
  const { body } = response.wire;
  let isTooSlow = false;
  const timer = setTimeout(() => {
    isTooSlow = true;
    body.destroy();
  }, PATIENCE);
  let length = 0;
  try {
    for await (const chunk of body) {
      length += chunk.length;
      if (length > MAX_DISCARDED_BYTES) {
        // Leaving the loop destroys the stream.
        return;
      }
    }
  } catch (error) {
    if (isTooSlow) {
      return;
    }
    throw connectionError(error, url);
  } finally {
    clearTimeout(timer);
  }
  // The connection becomes available in the next turn of the event loop.
  await setImmediate();
}
