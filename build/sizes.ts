import { statSync } from 'node:fs';
import path from 'node:path';
import type { Packages } from './pack.ts';
import type { Platform } from './platforms.ts';
import type { Runtime } from './runtimes.ts';

const megabyte = 1_000_000;

/** The maximum size of a platform's download, as a multiple of the bare runtime's. */
const limit = 1.05;

/** The size of a download and of the runtime that it contains, in bytes, and whether the download is small enough. */
export interface SizeRow {
  name: string;
  size: number;
  /** The size of the runtime's own npm package. */
  runtime: number;
  fits: boolean;
}

/**
 * Compares the downloads for a platform with its bare runtime: the archive, and the two packages together.
 *
 * @param main The path of the package that all platforms share.
 */
export function sizesOf(
  platform: Platform,
  { zip, nupkg }: Packages,
  main: string,
  { downloadSize }: Runtime,
): SizeRow[] {
  return [[zip], [nupkg, main]].map((files) => {
    const size = files.reduce((sum, file) => sum + statSync(file).size, 0);
    return {
      name: `${platform.name.padEnd(16)} ${files.map((file) => path.basename(file)).join(' + ')}`,
      size,
      runtime: downloadSize,
      fits: size <= downloadSize * limit,
    };
  });
}

/** Returns a table of the downloads: size, size of the runtime's npm package, and the ratio of the two. */
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
