import { createHash } from 'node:crypto';
import { segmentOf, signatureCommandOf } from './machO.ts';
import type { Platform } from './platforms.ts';

/** The binary logarithms of the largest page sizes that macOS accepts in a signature: the processor's memory pages. */
const pageShifts: Record<Platform['arch'], number> = { x64: 12, arm64: 14 };
const hashLength = 32;
const sha256 = 2;
const signatureMagic = 0xfade0cc0;
const directoryMagic = 0xfade0c02;
const directoryVersion = 0x20400;
/** The flags of an ad-hoc signature that was written by a linker. Signing tools replace such a signature. */
const adHocByLinker = 0x20002;
const mainProgram = 1n;
const superBlobLength = 20;
const directoryLength = 88;
/** The default name of a linker's output, in place of an identifier of the program. */
const identifier = Buffer.from('a.out\0');

/**
 * Returns a copy of a macOS program with a new ad-hoc signature. For Intel processors, Bun keeps the signature of the
 * bare runtime, which no longer matches, so macOS would kill the program at its start. For Apple silicon, Bun signs
 * pages of 4 KB. Hashes do not compress, so pages of 16 KB save half a megabyte of download.
 *
 * @throws {Error} The program has no load command for a signature, or no segment `__LINKEDIT` or `__TEXT`.
 */
export function signed(program: Buffer, arch: Platform['arch']): Buffer {
  const pageShift = pageShifts[arch];
  const pageLength = 2 ** pageShift;
  const command = signatureCommandOf(program);
  if (command === undefined) {
    throw new Error('The program has no place for a signature.');
  }
  const covered = program.readUInt32LE(command + 8);
  const pages = Math.ceil(covered / pageLength);
  const hashes = directoryLength + identifier.length;
  const length = superBlobLength + hashes + pages * hashLength;

  const result = Buffer.alloc(covered + length);
  program.copy(result, 0, 0, covered);
  result.writeUInt32LE(length, command + 12);
  // The last segment contains the signature and ends with it.
  const last = segmentOf(result, '__LINKEDIT');
  const size = BigInt(result.length) - result.readBigUInt64LE(last + 40);
  result.writeBigUInt64LE(BigInt(Math.ceil(Number(size) / pageLength) * pageLength), last + 32);
  result.writeBigUInt64LE(size, last + 48);

  const signature = result.subarray(covered);
  writeNumbers(signature, [signatureMagic, length, 1, 0, superBlobLength]);
  const directory = signature.subarray(superBlobLength);
  writeNumbers(directory, [
    directoryMagic,
    directory.length,
    directoryVersion,
    adHocByLinker,
    hashes,
    directoryLength,
    0,
    pages,
    covered,
  ]);
  directory.set([hashLength, sha256, 0, pageShift], 36);
  directory.writeBigUInt64BE(result.readBigUInt64LE(segmentOf(result, '__TEXT') + 48), 72);
  directory.writeBigUInt64BE(mainProgram, 80);
  identifier.copy(directory, directoryLength);
  for (let page = 0; page < pages; page++) {
    const end = Math.min((page + 1) * pageLength, covered);
    const hash = createHash('sha256').update(result.subarray(page * pageLength, end));
    hash.digest().copy(directory, hashes + page * hashLength);
  }
  return result;
}

function writeNumbers(bytes: Buffer, numbers: readonly number[]): void {
  for (const [index, number] of numbers.entries()) {
    bytes.writeUInt32BE(number, index * 4);
  }
}
