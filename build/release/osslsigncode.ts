import { execFile, spawnSync } from 'node:child_process';
import { renameSync } from 'node:fs';
import { promisify } from 'node:util';

const program = 'osslsigncode';

/** The first that signs scripts, and reads the password from its input. */
const leastVersion = [2, 9] as const;

/** What files are signed with. */
export interface Signing {
  /** The PKCS#12 file with the certificate, its chain and its key. */
  certificate: string;
  password: string;
  /** The address of an RFC 3161 server; without it the signatures end with the certificate. */
  timestampServer: string | undefined;
}

/** Why files can't be signed here; undefined where they can. */
export function signingToolFault(): string | undefined {
  const { stdout, error } = spawnSync(program, ['--version'], { encoding: 'utf8' });
  const [, version = 'none'] = /^osslsigncode ([\d.]+)/.exec(error ? '' : stdout) ?? [];
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const fits = major > leastVersion[0] || (major === leastVersion[0] && minor >= leastVersion[1]);
  return fits
    ? undefined
    : `Signing takes osslsigncode ${leastVersion.join('.')} or later (Debian 13: apt-get install osslsigncode); here is ${version}.`;
}

/** Signs a file in its place, by Authenticode. */
export async function signFile(
  file: string,
  { certificate, password, timestampServer }: Signing,
): Promise<void> {
  const target = `${file}.signed`;
  const args = ['sign', '-pkcs12', certificate, '-readpass', '-', '-h', 'sha256'];
  const timestamp = timestampServer === undefined ? [] : ['-ts', timestampServer];
  const signing = promisify(execFile)(program, [...args, ...timestamp, '-in', file, '-out', target]);
  // So the password is on no list of processes. A program that ends without reading it says why by itself.
  signing.child.stdin?.on('error', () => undefined).end(`${password}\n`);
  try {
    await signing;
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    throw new Error(`${file} could not be signed: ${`${stdout}${stderr}`.trim()}`);
  }
  renameSync(target, file);
}
