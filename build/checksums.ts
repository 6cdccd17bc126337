import path from 'node:path';
import { fileHash } from './fileHash.ts';
import { filesIn } from './filesIn.ts';

export const CHECKSUMS = 'SHA256SUMS';

/** The hashes of all files in a folder but for its list of them, in the form that sha256sum reads. */
export function checksums(folder: string): string {
  return filesIn(folder)
    .filter((name) => name !== CHECKSUMS)
    .map((name) => `${fileHash(path.join(folder, name))}  ${name}\n`)
    .join('');
}
