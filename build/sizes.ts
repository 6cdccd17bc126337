import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Packages } from './pack.ts';
import type { Platform } from './platforms.ts';
import { packed } from './zip.ts';

const megabyte = 1_000_000;

/** How much larger what is downloaded for one platform may be than the bare runtime, compressed in the same way. */
const limit = 3.25 * megabyte;

/** A download beside the runtime of its platform. */
export interface SizeRow {
  name: string;
  size: number;
  runtime: number;
  fits: boolean;
}

/**
 * @param main The package of the part that is the same on every platform.
 * @param runtime The file of the bare runtime.
 */
export async function sizeOf(
  platform: Platform,
  { zip, nupkg }: Packages,
  main: string,
  runtime: string,
): Promise<SizeRow[]> {
  const { deflated } = await packed(readFileSync(runtime));
  return [[zip], [nupkg, main]].map((files) => {
    const size = files.reduce((sum, file) => sum + statSync(file).size, 0);
    return {
      name: `${platform.name.padEnd(16)} ${files.map((file) => path.basename(file)).join(' + ')}`,
      size,
      runtime: deflated.length,
      fits: size <= deflated.length + limit,
    };
  });
}

/** The table as lines: each download, its size, the size of the runtime, and the ratio. */
export function sizeTable(rows: readonly SizeRow[]): string {
  const width = Math.max(...rows.map(({ name }) => name.length));
  const line = (name: string, ...cells: string[]) =>
    [name.padEnd(width), ...cells.map((cell) => cell.padStart(11))].join(' ');
  return [
    line('download', 'MB', 'runtime MB', 'ratio'),
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
