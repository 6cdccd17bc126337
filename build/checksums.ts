import path from 'node:path';
import { fileHash } from './fileHash.ts';
import { filesIn } from './filesIn.ts';

export const CHECKSUMS = 'SHA256SUMS';

/** Returns the hashes of all files in a folder and its subfolders, except SHA256SUMS, in the format of sha256sum. */
export function checksums(folder: string): string {
  return filesIn(folder)
    .filter((name) => name !== CHECKSUMS)
    .map((name) => `${fileHash(path.join(folder, name))}  ${name}\n`)
    .join('');
}
