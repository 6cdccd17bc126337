import { copyFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { filesIn } from '../../build/filesIn.ts';

/**
 * Copies the files in a folder and its subfolders. On Windows, `cpSync` of Node.js 22 corrupts file names that contain
 * umlauts.
 */
export function copyFolder(source: string, target: string): void {
  for (const file of filesIn(source)) {
    const copy = path.join(target, file);
    mkdirSync(path.dirname(copy), { recursive: true });
    copyFileSync(path.join(source, file), copy);
  }
}
