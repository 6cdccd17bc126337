import { statSync } from 'node:fs';
import path from 'node:path';
import { CHECKSUMS } from '../checksums.ts';
import { filesIn } from '../filesIn.ts';

/**
 * Returns a table of the files to upload to the release and of the packages to push to the gallery.
 *
 * @param packages The folder that contains the files.
 */
export function plan(packages: string): string {
  const names = filesIn(packages);
  const uploads = names.filter((name) => /\.(?:zip|nupkg)$/.test(name) || name === CHECKSUMS);
  const pushes = names.filter((name) => name.endsWith('.nupkg'));
  const width = Math.max(...uploads.map((name) => name.length));
  const line = (to: string, name: string) => {
    const megabytes = statSync(path.join(packages, name)).size / 1_000_000;
    return `${to.padEnd(8)} ${name.padEnd(width)} ${megabytes.toFixed(2).padStart(7)}`;
  };
  return [
    `${'to'.padEnd(8)} ${'file'.padEnd(width)} ${'MB'.padStart(7)}`,
    ...uploads.map((name) => line('release', name)),
    ...pushes.map((name) => line('gallery', name)),
  ].join('\n');
}
