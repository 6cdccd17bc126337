import { copyFileSync } from 'node:fs';
import path from 'node:path';
import { fileHash } from '../fileHash.ts';
import { filesIn } from '../filesIn.ts';
import type { Modules } from '../makeModules.ts';
import { seal } from '../seal.ts';
import { type Signing, signFile } from './osslsigncode.ts';

/** Matches the names of files whose signatures Windows or PowerShell can verify. */
const signable = /\.(?:exe|dll|psm1|psd1|ps1xml)$/;

/**
 * Reads the signing settings, and removes the password from `env` to keep it from child processes. Returns `undefined`
 * when no certificate is specified.
 */
export function takeSigning(env: NodeJS.ProcessEnv): Signing | undefined {
  const { SIGNING_CERTIFICATE: certificate, SIGNING_PASSWORD: password = '' } = env;
  const timestampServer = env['SIGNING_TIMESTAMP_SERVER'] || undefined;
  delete env['SIGNING_PASSWORD'];
  return certificate ? { certificate, password, timestampServer } : undefined;
}

/**
 * Signs modules in place, and writes their bills of materials and hashes again. Files of the same type and content are
 * signed once.
 *
 * @returns The number of distinct files.
 */
export async function signModules({ builds, main, programs }: Modules, signing: Signing): Promise<number> {
  const signed = new Map<string, string>();
  for (const folder of [...builds.map((build) => build.folder), main, ...programs.values()]) {
    for (const name of filesIn(folder).filter((each) => signable.test(each))) {
      const file = path.join(folder, name);
      const key = `${path.extname(name)} ${fileHash(file)}`;
      const done = signed.get(key);
      if (done === undefined) {
        await signFile(file, signing);
        signed.set(key, file);
      } else {
        copyFileSync(done, file);
      }
    }
  }
  for (const build of builds) {
    seal(build, 'complete', build.folder);
    seal(build, 'program', programs.get(build.platform.name) ?? '');
  }
  const [first] = builds;
  if (first !== undefined) {
    seal(first, 'main', main);
  }
  return signed.size;
}
