import { rmSync } from 'node:fs';

/**
 * Removes a folder. Retries, because Windows refuses while a program in the folder, or one that it started, is running.
 */
export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 50 });
}
