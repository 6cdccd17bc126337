import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** The SHA-256 of bytes in hexadecimal digits. */
export function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** That of a file's bytes. */
export function fileHash(file: string): string {
  return sha256(readFileSync(file));
}
