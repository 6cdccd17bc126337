import { inflateRawSync } from 'node:zlib';

/** A file in a ZIP archive. */
export interface UnzippedFile {
  mode: number;
  bytes: () => Buffer;
}

/**
 * Reads a ZIP archive by its central directory. All files must be compressed with Deflate, and the archive must have no
 * comment.
 *
 * @returns The files, keyed by path.
 */
export function unzip(archive: Buffer): Map<string, UnzippedFile> {
  const end = archive.length - 22;
  const files = new Map<string, UnzippedFile>();
  let place = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left--) {
    const nameEnd = place + 46 + archive.readUInt16LE(place + 28);
    const length = archive.readUInt32LE(place + 20);
    const local = archive.readUInt32LE(place + 42);
    const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
    files.set(archive.toString('utf8', place + 46, nameEnd), {
      mode: (archive.readUInt32LE(place + 38) >>> 16) & 0o777,
      bytes: () => inflateRawSync(archive.subarray(start, start + length)),
    });
    place = nameEnd + archive.readUInt16LE(place + 30) + archive.readUInt16LE(place + 32);
  }
  return files;
}
