import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Packages } from './pack.ts';
import { paths } from './paths.ts';
import type { Platform } from './platforms.ts';
import { packed } from './zip.ts';

/** How large a package may be, measured by the bare runtime, compressed in the same way. */
const limit = 1.1;

const megabyte = 1_000_000;

/** A package beside the runtime of its platform. */
export interface SizeRow {
  name: string;
  size: number;
  runtime: number;
  fits: boolean;
}

/** @param runtime The file of the bare runtime. */
export async function sizeOf(platform: Platform, packages: Packages, runtime: string): Promise<SizeRow[]> {
  const { deflated } = await packed(readFileSync(runtime));
  return [packages.zip, packages.nupkg].map((file) => {
    const { size } = statSync(file);
    return {
      name: `${platform.name.padEnd(16)} ${path.relative(paths.packages, file)}`,
      size,
      runtime: deflated.length,
      fits: size <= limit * deflated.length,
    };
  });
}

/** As lines: each package, its size, that of the runtime, and how they compare. */
export function sizeTable(rows: readonly SizeRow[]): string {
  const width = Math.max(...rows.map(({ name }) => name.length));
  const line = (name: string, ...cells: string[]) =>
    [name.padEnd(width), ...cells.map((cell) => cell.padStart(11))].join(' ');
  return [
    line('package', 'MB', 'runtime MB', 'ratio'),
    ...rows.map(({ name, size, runtime }) =>
      line(
        name,
        (size / megabyte).toFixed(2),
        (runtime / megabyte).toFixed(2),
        `${(size / runtime).toFixed(3)}x`,
      ),
    ),
  ].join('\n');
}
