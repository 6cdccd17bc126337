import type { Readable } from 'node:stream';

/** The error thrown when a body exceeds the size limit. */
export class TooManyBytes extends Error {}

/**
 * Reads the body of a response. It uses events, because an iterator would account for a tenth of the time of
 * a small request.
 * @param maxLength The maximum number of bytes.
 * @throws {TooManyBytes} The body exceeds maxLength. The stream is destroyed.
 * @throws {Error} The stream failed, or was closed before its end.
 */
export function collectBytes(body: Readable, maxLength: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  return new Promise((resolve, reject) => {
    const onClose = () => reject(body.errored ?? new Error('The response was aborted.'));
    if (body.destroyed) {
      // The stream failed earlier and does not emit its error again.
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
