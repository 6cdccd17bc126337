import { setImmediate } from 'node:timers/promises';
import { connectionError } from './connectionError.ts';
import { wireAnswerOf } from './wireResponse.ts';

/** Bytes that are read to keep a connection; a new one costs less than reading more. */
const MAX_DISCARDED_BYTES = 64 * 1024;

/**
 * Reads the body of an answer that nobody wants, so that its connection can be used again; gives up the
 * connection where the body is too large for that.
 * @throws {ProtocolError} What broke the connection.
 */
export async function discardBody(response: Response, url: string): Promise<void> {
  let length = 0;
  try {
    for await (const chunk of wireAnswerOf(response).body) {
      length += chunk.length;
      if (length > MAX_DISCARDED_BYTES) {
        // Leaving the loop cancels the rest.
        return;
      }
    }
  } catch (error) {
    throw connectionError(error, url);
  }
  // The connection is free for another request one turn of the event loop later.
  await setImmediate();
}
