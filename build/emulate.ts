import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { TestBackend } from '../test/backend/support/testBackend.ts';
import { GraphServer } from '../test/support/graphServer.ts';
import { accessToken } from '../test/support/tokens.ts';
import { backendName, type ModuleBuild } from './platforms.ts';

/** Debian's packages qemu-user-static and libc6-arm64-cross contain these files. */
const emulator = '/usr/bin/qemu-aarch64-static';
const libraries = '/usr/aarch64-linux-gnu';

/** Whether this machine can run the backend for linux-arm64 under emulation. */
export const canEmulate = existsSync(emulator) && existsSync(libraries);

/**
 * Runs the backend for linux-arm64 under emulation and sends a request with it.
 *
 * @returns The error, as part of a sentence; `undefined` when the request was correct.
 */
export async function emulationFault({ platform, folder }: ModuleBuild): Promise<string | undefined> {
  const own = mkdtempSync(path.join(tmpdir(), 'pss-emulate-'));
  const starter = path.join(own, 'backend');
  const program = path.join(folder, backendName(platform));
  writeFileSync(starter, `#!/bin/sh\nexec ${emulator} -L ${libraries} '${program}'\n`, { mode: 0o755 });
  const server = await GraphServer.start();
  try {
    const backend = await TestBackend.ready(starter, server.url, accessToken());
    try {
      const body = '{"currentScore":14.290000000000001}';
      await backend.send({ url: `${server.url}/beta/security/partner/securityScore`, body });
      const [request] = server.requests;
      return request?.method === 'PATCH' && request.text === body ? undefined : 'sent another request';
    } finally {
      await backend.stop();
    }
  } catch (error) {
    return `did not answer under emulation: ${error instanceof Error ? error.message : String(error)}`;
  } finally {
    await server.close();
    rmSync(own, { recursive: true, force: true });
  }
}
