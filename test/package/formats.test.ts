import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { assemblyFault, programFault } from '../../build/binaryFormat.ts';
import { signatureFault } from '../../build/codeSignature.ts';
import { aheadName, backendName, hostBuild, platforms } from '../../build/platforms.ts';
import { runtimeFor } from '../../build/runtimes.ts';
import { signed } from '../../build/sign.ts';
import { backendBinary } from '../backend/support/binary.ts';
import { repositoryRoot } from '../support/module.ts';
import { macProgram, programs } from './support/programs.ts';

const host = hostBuild();

describe('a program', () => {
  test('fits the platform that it is built for, and no other', () => {
    const bytes = readFileSync(backendBinary());
    const fitting = platforms.filter((each) => programFault(bytes, each) === undefined);
    expect(fitting.map(({ name }) => name)).toEqual([host.platform.name]);
  });

  test('tells nothing of the folder that it was built in', () => {
    const bytes = readFileSync(path.join(host.folder, backendName(host.platform)));
    expect(bytes.includes(path.join(repositoryRoot, 'node_modules'))).toBe(false);
    expect(bytes.includes('node_modules/open/')).toBe(false);
  });

  test.each(programs)('fits one platform by its headers: %s', (name, bytes) => {
    const fitting = platforms.filter((each) => programFault(bytes, each) === undefined);
    expect(fitting.map((each) => each.name)).toEqual([name]);
  });
});

test('native code of .NET fits its system and processor, and no other', () => {
  const bytes = readFileSync(path.join(host.folder, aheadName(host.platform)));
  const { os, arch } = host.platform;
  const expected = platforms.filter((each) => each.os === os && each.arch === arch);
  expect(platforms.filter((each) => assemblyFault(bytes, each) === undefined)).toEqual(expected);
  const portable = readFileSync(path.join(host.folder, 'PartnerSecurityScore.Types.dll'));
  expect(platforms.filter((each) => assemblyFault(portable, each) === undefined)).toEqual([]);
});

describe('the signature of a macOS program', () => {
  test.each([
    ['x64', 4096],
    ['arm64', 16_384],
  ] as const)('on %s matches pages of %d bytes until a byte changes', (arch, pageLength) => {
    const program = macProgram(40_000);
    expect(signatureFault(program)).toBe('has a signature without hashes');
    const good = signed(program, arch);
    expect(signatureFault(good)).toBeUndefined();
    for (const place of [40, 20_000, 39_999]) {
      const changed = Buffer.from(good);
      changed[place] = (changed[place] ?? 0) ^ 1;
      expect(signatureFault(changed)).toBe(
        `has a signature that does not match page ${Math.floor(place / pageLength)}`,
      );
    }
  });

  test('covers all of it', () => {
    const good = signed(macProgram(10_000), 'x64');
    good.writeUInt32BE(9_000, 10_000 + 20 + 32);
    expect(signatureFault(good)).toBe('has a signature that does not cover it');
  });

  test('is the end of the program and of its last segment', () => {
    const good = signed(macProgram(10_000), 'x64');
    expect(good.readUInt32LE(32 + 72 * 2 + 12)).toBe(good.length - 10_000);
    expect(good.readBigUInt64LE(32 + 72 + 48)).toBe(BigInt(good.length - 8192));
  });
});

test('a runtime with other bytes than the lock file says is refused', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'pss-runtime-'));
  try {
    const { version } = JSON.parse(readFileSync('node_modules/bun/package.json', 'utf8')) as {
      version: string;
    };
    writeFileSync(path.join(folder, `oven-bun-darwin-x64-${version}.tgz`), 'another');
    const mac = platforms.find(({ name }) => name === 'osx-x64') ?? host.platform;
    await expect(runtimeFor(mac, folder)).rejects.toThrow('is not the package that the lock file names');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
