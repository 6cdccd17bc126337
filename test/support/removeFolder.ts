import { rmSync } from 'node:fs';

/** Removes a folder; on Windows, as soon as the programs in it and those that were started in it have ended. */
export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 50 });
}
