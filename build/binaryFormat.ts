import type { Platform } from './platforms.ts';

/** The processor's identifier in the header of each file format. */
const machines = {
  elf: { x64: 0x3e, arm64: 0xb7 },
  pe: { x64: 0x8664, arm64: 0xaa64 },
  macho: { x64: 0x01000007, arm64: 0x0100000c },
} as const;

/** The value that .NET XORs with the processor's identifier in assemblies with native code, by operating system. */
const systemBits = { win: 0, linux: 0x7b79, osx: 0x4644 } as const;

/** The dynamic loader of a Linux program, which depends on the C library. */
const loaders: Readonly<Record<string, string>> = {
  'linux-x64': '/lib64/ld-linux-x86-64.so.2',
  'linux-arm64': '/lib/ld-linux-aarch64.so.1',
  'linux-musl-x64': '/lib/ld-musl-x86_64.so.1',
  'linux-musl-arm64': '/lib/ld-musl-aarch64.so.1',
};

/** Returns the reason why a program cannot run on the platform; `undefined` when its headers match the platform. */
export function programFault(bytes: Buffer, { name, os, arch }: Platform): string | undefined {
  if (os === 'win') {
    return peMachine(bytes) === machines.pe[arch] ? undefined : 'is no PE file of this processor';
  }
  if (os === 'osx') {
    const fits = bytes.readUInt32LE(0) === 0xfeedfacf && bytes.readUInt32LE(4) === machines.macho[arch];
    return fits ? undefined : 'is no Mach-O file of this processor';
  }
  if (bytes.toString('latin1', 0, 4) !== '\x7fELF' || bytes.readUInt16LE(18) !== machines.elf[arch]) {
    return 'is no ELF file of this processor';
  }
  const loader = elfLoader(bytes);
  return loader === loaders[name] ? undefined : `is loaded by ${loader}`;
}

/** Returns the reason why an assembly contains no native code for the platform; `undefined` when it contains some. */
export function assemblyFault(bytes: Buffer, { os, arch }: Platform): string | undefined {
  if (peMachine(bytes) !== (machines.pe[arch] ^ systemBits[os])) {
    return 'is no assembly with code of this system and processor';
  }
  return bytes.includes('RTR\0') ? undefined : 'has no native code';
}

function peMachine(bytes: Buffer): number | undefined {
  const header = bytes.readUInt32LE(0x3c);
  const isPe = bytes.toString('latin1', 0, 2) === 'MZ' && bytes.readUInt32LE(header) === 0x4550;
  return isPe ? bytes.readUInt16LE(header + 4) : undefined;
}

function elfLoader(bytes: Buffer): string | undefined {
  const interpreterType = 3;
  const table = Number(bytes.readBigUInt64LE(32));
  const size = bytes.readUInt16LE(54);
  for (let index = 0; index < bytes.readUInt16LE(56); index++) {
    const header = table + index * size;
    if (bytes.readUInt32LE(header) === interpreterType) {
      const start = Number(bytes.readBigUInt64LE(header + 8));
      return bytes.toString('latin1', start, start + Number(bytes.readBigUInt64LE(header + 32)) - 1);
    }
  }
  return undefined;
}
