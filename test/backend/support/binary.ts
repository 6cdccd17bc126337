import { existsSync } from 'node:fs';
import { join } from 'node:path';

const suffix = process.platform === 'win32' ? '.exe' : '';
const built = join(
  import.meta.dirname,
  '../../../dist/PartnerSecurityScore/bin',
  `partner-security-score-backend${suffix}`,
);

/**
 * Returns the path of the binary that `npm run build` created.
 *
 * @throws {Error} The binary does not exist.
 */
export function backendBinary(): string {
  if (!existsSync(built)) {
    throw new Error(`The backend is not built: ${built} is missing. Run "npm run build".`);
  }
  return built;
}
