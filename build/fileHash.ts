import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** Returns the SHA-256 of the bytes in hexadecimal. */
export function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Returns the SHA-256 of a file's content in hexadecimal. */
export function fileHash(file: string): string {
  return sha256(readFileSync(file));
}
