import { createHash } from 'node:crypto';
import { signatureCommandOf } from './machO.ts';

const codeDirectoryMagic = 0xfade0c02;
const sha256 = 2;

/**
 * Returns the reason why macOS would refuse to start a program; `undefined` when the hashes in its signature match its
 * pages. The identity of the signer is not checked.
 */
export function signatureFault(bytes: Buffer): string | undefined {
  const command = signatureCommandOf(bytes);
  if (command === undefined) {
    return 'is not signed';
  }
  const place = bytes.readUInt32LE(command + 8);
  const directory = codeDirectory(bytes, place);
  if (directory === undefined) {
    return 'has a signature without hashes';
  }
  const slots = bytes.readUInt32BE(directory + 28);
  const covered = bytes.readUInt32BE(directory + 32);
  const hashes = directory + bytes.readUInt32BE(directory + 16);
  const hashLength = bytes[directory + 36] ?? 0;
  const pageLength = 2 ** (bytes[directory + 39] ?? 0);
  if (bytes[directory + 37] !== sha256 || covered !== place || slots !== Math.ceil(covered / pageLength)) {
    return 'has a signature that does not cover it';
  }
  for (let slot = 0; slot < slots; slot++) {
    const page = bytes.subarray(slot * pageLength, Math.min((slot + 1) * pageLength, covered));
    const hash = bytes.subarray(hashes + slot * hashLength, hashes + (slot + 1) * hashLength);
    if (!createHash('sha256').update(page).digest().equals(hash)) {
      return `has a signature that does not match page ${slot}`;
    }
  }
  return undefined;
}

/**
 * Returns the offset of the code directory, the blob of the signature that contains the hashes; `undefined` when there
 * is none.
 *
 * @param signature The offset of the signature.
 */
function codeDirectory(bytes: Buffer, signature: number): number | undefined {
  const blobs = Array.from({ length: bytes.readUInt32BE(signature + 8) }, (_, index) => {
    return signature + bytes.readUInt32BE(signature + 12 + index * 8 + 4);
  });
  return blobs.find((blob) => bytes.readUInt32BE(blob) === codeDirectoryMagic);
}
