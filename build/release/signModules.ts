import { copyFileSync } from 'node:fs';
import path from 'node:path';
import { fileHash } from '../fileHash.ts';
import { filesIn } from '../filesIn.ts';
import type { Modules } from '../makeModules.ts';
import { seal } from '../seal.ts';
import { type Signing, signFile } from './osslsigncode.ts';

/** What Windows and PowerShell look for a signature in. */
const signable = /\.(?:exe|dll|psm1|psd1|ps1xml)$/;

/**
 * Takes what to sign with out of the environment, so that no program that is started later has the password. Undefined
 * where no certificate was given.
 */
export function takeSigning(env: NodeJS.ProcessEnv): Signing | undefined {
  const { SIGNING_CERTIFICATE: certificate, SIGNING_PASSWORD: password = '' } = env;
  const timestampServer = env['SIGNING_TIMESTAMP_SERVER'] || undefined;
  delete env['SIGNING_PASSWORD'];
  return certificate ? { certificate, password, timestampServer } : undefined;
}

/** Signs modules in their folders, and gives the number of files that differ: the same file is signed once. */
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
