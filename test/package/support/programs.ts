/** The platforms, each with a file that has the header of an executable for that platform, but contains no program. */
export const programs: readonly (readonly [platform: string, bytes: Buffer])[] = [
  ['win-x64', windowsProgram(0x8664)],
  ['win-arm64', windowsProgram(0xaa64)],
  ['linux-x64', linuxProgram(62, '/lib64/ld-linux-x86-64.so.2')],
  ['linux-arm64', linuxProgram(183, '/lib/ld-linux-aarch64.so.1')],
  ['linux-musl-x64', linuxProgram(62, '/lib/ld-musl-x86_64.so.1')],
  ['linux-musl-arm64', linuxProgram(183, '/lib/ld-musl-aarch64.so.1')],
  ['osx-x64', macProgram(4096, 0x01000007)],
  ['osx-arm64', macProgram(4096, 0x0100000c)],
];

/** Returns a macOS program of this length followed by an empty signature. Its last segment starts at offset 8192. */
export function macProgram(length: number, processor = 0x01000007): Buffer {
  const bytes = Buffer.alloc(length + 12, 7);
  bytes.fill(0, 0, 32 + 72 * 2 + 16);
  bytes.writeUInt32LE(0xfeedfacf, 0);
  bytes.writeUInt32LE(processor, 4);
  bytes.writeUInt32LE(3, 16);
  segment(bytes, 32, '__TEXT', 0, 8192);
  segment(bytes, 32 + 72, '__LINKEDIT', 8192, bytes.length - 8192);
  const signature = 32 + 72 * 2;
  bytes.writeUInt32LE(0x1d, signature);
  bytes.writeUInt32LE(16, signature + 4);
  bytes.writeUInt32LE(length, signature + 8);
  bytes.writeUInt32LE(12, signature + 12);
  bytes.writeUInt32BE(0xfade0cc0, length);
  bytes.writeUInt32BE(12, length + 4);
  bytes.writeUInt32BE(0, length + 8);
  return bytes;
}

function segment(bytes: Buffer, place: number, name: string, start: number, size: number): void {
  bytes.writeUInt32LE(0x19, place);
  bytes.writeUInt32LE(72, place + 4);
  bytes.write(name, place + 8);
  bytes.writeBigUInt64LE(BigInt(start), place + 40);
  bytes.writeBigUInt64LE(BigInt(Math.max(size, 0)), place + 48);
}

function windowsProgram(processor: number): Buffer {
  const bytes = Buffer.alloc(512);
  bytes.write('MZ');
  bytes.writeUInt32LE(128, 0x3c);
  bytes.write('PE\0\0', 128);
  bytes.writeUInt16LE(processor, 132);
  return bytes;
}

function linuxProgram(processor: number, loader: string): Buffer {
  const bytes = Buffer.alloc(512);
  bytes.write('\x7fELF', 'latin1');
  bytes.writeUInt16LE(processor, 18);
  bytes.writeBigUInt64LE(64n, 32);
  bytes.writeUInt16LE(56, 54);
  bytes.writeUInt16LE(1, 56);
  bytes.writeUInt32LE(3, 64);
  bytes.writeBigUInt64LE(200n, 64 + 8);
  bytes.writeBigUInt64LE(BigInt(loader.length + 1), 64 + 32);
  bytes.write(loader, 200);
  return bytes;
}
