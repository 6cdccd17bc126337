import { existsSync } from 'node:fs';
import { paths } from '../../../build/paths.ts';

/**
 * Returns the path of the binary that `npm run build` created.
 *
 * @throws {Error} The binary does not exist.
 */
export function backendBinary(): string {
  if (!existsSync(paths.backend)) {
    throw new Error(`The backend is not built: ${paths.backend} is missing. Run "npm run build".`);
  }
  return paths.backend;
}
