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
 * Undoes the encodings of a Content-Encoding header.
 * @param maxLength Bytes of the largest result.
 * @throws {Error} An encoding that is not known, bad data, or more than maxLength bytes.
 */
export async function decompress(
  bytes: Uint8Array,
  contentEncoding: string,
  maxLength: number,
): Promise<Uint8Array> {
  let result = bytes;
  // They are listed in the order in which they were applied.
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

/** Some servers send bare deflate data under that name, without zlib's two-byte header. */
function isZlib(bytes: Uint8Array): boolean {
  const [first = 0, second = 0] = bytes;
  return (first & 0x0f) === 8 && (first * 256 + second) % 31 === 0;
}
