import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Packages } from './pack.ts';
import type { Platform } from './platforms.ts';
import { packed } from './zip.ts';

const megabyte = 1_000_000;

/** The maximum number of bytes by which a download can exceed the compressed bare runtime. */
const limit = 3.25 * megabyte;

/** The size of a download, compared with the runtime of its platform. */
export interface SizeRow {
  name: string;
  size: number;
  runtime: number;
  fits: boolean;
}

/**
 * Returns the sizes of a platform's downloads: the archive, and the two packages of a repository.
 *
 * @param main The path of the package that all platforms share.
 * @param runtime The path of the bare runtime.
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

/** Returns a table of the downloads, with the size of the runtime and the ratio. */
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
