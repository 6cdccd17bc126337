import { setImmediate } from 'node:timers/promises';
import { connectionError } from './connectionError.ts';
import type { WireResponse } from './wireResponse.ts';

/** Bytes that are read to keep a connection; a new one costs less than reading more. */
const MAX_DISCARDED_BYTES = 64 * 1024;

/** Milliseconds that are waited for them. */
const PATIENCE = 2000;

/**
 * Reads the body of an answer that nobody wants, so that its connection can be used again; gives up the
 * connection where that takes too much or too long.
 * @throws {ProtocolError} What broke the connection.
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
        // Leaving the loop cancels the rest.
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
  // The connection is free for another request one turn of the event loop later.
  await setImmediate();
}
