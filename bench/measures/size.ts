import { readFileSync } from 'node:fs';
import path from 'node:path';
import { filesIn } from '../../build/filesIn.ts';
import { paths } from '../../build/paths.ts';
import { packed } from '../../build/zip.ts';
import type { Part } from '../measure.ts';

const runtime = path.join(paths.root, 'node_modules', 'bun', 'bin', 'bun.exe');
const megabyte = 1_000_000;

/**
 * The numbers of bytes that a ZIP file adds for each file (without the two copies of its name) and at the end.
 */
const zipBytesPerFile = 30 + 46;
const zipEndBytes = 22;

/** The sizes of one or more files, in bytes. */
interface Size {
  raw: number;
  /** The size in a ZIP file at compression level 9, including the two headers of each file. */
  zipped: number;
}

/** Measures the size of the package for the platform of this machine. The baseline is the bare runtime. */
export const size: Part = {
  name: 'size',
  lines: [
    { id: 'binaryRaw', title: 'backend binary', unit: 'MB', floor: 'runtimeRaw' },
    { id: 'binaryZipped', title: 'backend binary, zipped', unit: 'MB', floor: 'runtimeZipped' },
    { id: 'packageRaw', title: 'package', unit: 'MB', floor: 'runtimeRaw' },
    { id: 'packageZipped', title: 'package, zipped', unit: 'MB', floor: 'runtimeZipped' },
  ],
  probes: [
    {
      gives: ['binaryRaw', 'binaryZipped', 'packageRaw', 'packageZipped', 'runtimeRaw', 'runtimeZipped'],
      rounds: 1,
      prepare: async () => async () => {
        const bare = await sizeOf(runtime);
        const binary = await sizeOf(paths.backend);
        const whole = await packageSize(binary);
        return {
          binaryRaw: binary.raw / megabyte,
          binaryZipped: binary.zipped / megabyte,
          packageRaw: whole.raw / megabyte,
          packageZipped: (whole.zipped + zipEndBytes) / megabyte,
          runtimeRaw: bare.raw / megabyte,
          runtimeZipped: bare.zipped / megabyte,
        };
      },
    },
  ],
};

/**
 * Returns the total size of all files in the package.
 *
 * @param binary The size of the backend's binary, which the caller already knows. Compressing the binary again is slow.
 */
async function packageSize(binary: Size): Promise<Size> {
  const total = { ...binary };
  for (const file of filesIn(paths.dist).map((name) => path.join(paths.dist, name))) {
    if (file !== paths.backend) {
      const { raw, zipped } = await sizeOf(file);
      total.raw += raw;
      total.zipped += zipped;
    }
  }
  return total;
}

async function sizeOf(file: string): Promise<Size> {
  const { size, deflated } = await packed(readFileSync(file));
  const nameBytes = 2 * Buffer.byteLength(path.relative(paths.dist, file));
  return { raw: size, zipped: deflated.length + zipBytesPerFile + nameBytes };
}
