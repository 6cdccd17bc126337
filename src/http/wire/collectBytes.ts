import type { Readable } from 'node:stream';

/** The body of an answer is larger than it may be. */
export class TooManyBytes extends Error {}

/**
 * All bytes of an answer's body. By events: an iterator over the body would cost a tenth of a whole small request.
 * @throws {TooManyBytes} There are more than maxLength; the rest is abandoned.
 * @throws {Error} What broke the connection.
 */
export function collectBytes(body: Readable, maxLength: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  return new Promise((resolve, reject) => {
    const onClose = () => reject(body.errored ?? new Error('The response was aborted.'));
    if (body.destroyed) {
      // It broke while nobody was reading, and has told that already.
      onClose();
    }
    body
      .on('data', (chunk: Uint8Array) => {
        chunks.push(chunk);
        length += chunk.length;
        if (length > maxLength) {
          body.destroy(new TooManyBytes('The response is too large.'));
        }
      })
      .on('end', () => {
        resolve(chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks, length));
      })
      .on('error', reject)
      .on('close', onClose);
  });
}
