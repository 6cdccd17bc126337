import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileHash } from './fileHash.ts';

export const CHECKSUMS = 'SHA256SUMS';

/** The hashes of all files in a folder but for its list of them, in the form that sha256sum reads. */
export function checksums(folder: string): string {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name !== CHECKSUMS && statSync(path.join(folder, name)).isFile())
    .map((name) => name.split(path.sep).join('/'))
    .sort()
    .map((name) => `${fileHash(path.join(folder, name))}  ${name}\n`)
    .join('');
}
