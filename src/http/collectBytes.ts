/** The body of an answer is larger than it may be. */
export class TooManyBytes extends Error {}

/**
 * All bytes of an answer's body.
 * @throws {TooManyBytes} There are more than maxLength; the rest is given up.
 */
export async function collectBytes(body: AsyncIterable<Uint8Array>, maxLength: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > maxLength) {
      throw new TooManyBytes('The answer is too large.');
    }
  }
  return chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks, length);
}
