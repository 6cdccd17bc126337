import { promisify } from 'node:util';
import zlib from 'node:zlib';

type Decompress = (bytes: Uint8Array, options: zlib.ZlibOptions) => Promise<Uint8Array>;

const gunzip: Decompress = promisify(zlib.gunzip);

const decompressors: Readonly<Record<string, Decompress>> = {
  gzip: gunzip,
  'x-gzip': gunzip,
  br: promisify(zlib.brotliDecompress),
  deflate: (bytes, options) =>
    (isZlib(bytes) ? promisify(zlib.inflate) : promisify(zlib.inflateRaw))(bytes, options),
};

/**
 * Decodes a body according to its Content-Encoding header.
 * @param maxLength The maximum size of the result, in bytes.
 * @throws {Error} An encoding is unknown, the data is invalid, or the result exceeds maxLength.
 */
export async function decompress(
  bytes: Uint8Array,
  contentEncoding: string,
  maxLength: number,
): Promise<Uint8Array> {
  let result = bytes;
  // The header lists the encodings in the order in which they were applied.
  for (const encoding of contentEncoding.toLowerCase().split(',').reverse()) {
    const name = encoding.trim();
    if (name !== 'identity' && name !== '') {
      const decoder = Object.hasOwn(decompressors, name) ? decompressors[name] : undefined;
      if (decoder === undefined) {
        throw new Error('an unknown content encoding');
      }
      result = await decoder(result, { maxOutputLength: maxLength });
    }
  }
  return result;
}

/**
 * Returns whether the data begins with the two-byte header of zlib. Some servers send raw deflate data
 * without it.
 */
function isZlib(bytes: Uint8Array): boolean {
  const [first = 0, second = 0] = bytes;
  return (first & 0x0f) === 8 && (first * 256 + second) % 31 === 0;
}
