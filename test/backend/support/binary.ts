import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compileOptions } from '../../../build/compileOptions.ts';
import { hostPlatform } from '../../../build/platforms.ts';

const root = join(import.meta.dirname, '../../..');
const suffix = process.platform === 'win32' ? '.exe' : '';
const built = join(root, `dist/PartnerSecurityScore/bin/partner-security-score-backend${suffix}`);

export interface Binary {
  path: string;
  /** Deletes the binary if it was built for the test. */
  dispose(): void;
}

/** Returns the binary that `npm run build` created, or builds one with the same options. */
export function backendBinary(): Binary {
  if (existsSync(built)) {
    return { path: built, dispose: () => {} };
  }
  const folder = mkdtempSync(join(tmpdir(), 'pss-backend-'));
  const path = join(folder, `backend${suffix}`);
  const options = compileOptions(hostPlatform().os);
  const bun = join(root, 'node_modules/bun/bin/bun.exe');
  const run = spawnSync(bun, ['build', ...options, '--outfile', path, join(root, 'src/main.ts')], {
    cwd: root,
  });
  const dispose = () => rmSync(folder, { recursive: true, force: true });
  if (run.status !== 0) {
    dispose();
    throw new Error(`The backend could not be built: ${run.stderr}`);
  }
  return { path, dispose };
}
