import { execFile, spawnSync } from 'node:child_process';
import { renameSync } from 'node:fs';
import { promisify } from 'node:util';

const program = 'osslsigncode';

/** The first version that signs scripts and reads the password from standard input. */
const leastVersion = [2, 9] as const;

/** The certificate and settings for signing files. */
export interface Signing {
  /** The path of the PKCS#12 file with the certificate, its chain, and its key. */
  certificate: string;
  password: string;
  /** The URL of an RFC 3161 server. Without a timestamp, signatures expire with the certificate. */
  timestampServer: string | undefined;
}

/** Returns the reason why files cannot be signed on this machine; `undefined` when they can. */
export function signingToolFault(): string | undefined {
  const { stdout, error } = spawnSync(program, ['--version'], { encoding: 'utf8' });
  const [, version = 'none'] = /^osslsigncode ([\d.]+)/.exec(error ? '' : stdout) ?? [];
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const fits = major > leastVersion[0] || (major === leastVersion[0] && minor >= leastVersion[1]);
  return fits
    ? undefined
    : `Signing requires osslsigncode ${leastVersion.join('.')} or later (Debian 13: apt-get install osslsigncode). Installed: ${version}.`;
}

/**
 * Signs a file in place with Authenticode.
 *
 * @throws {Error} The file could not be signed.
 */
export async function signFile(
  file: string,
  { certificate, password, timestampServer }: Signing,
): Promise<void> {
  const target = `${file}.signed`;
  const args = ['sign', '-pkcs12', certificate, '-readpass', '-', '-h', 'sha256'];
  const timestamp = timestampServer === undefined ? [] : ['-ts', timestampServer];
  const signing = promisify(execFile)(program, [...args, ...timestamp, '-in', file, '-out', target]);
  // Standard input keeps the password out of process lists. A write error is ignored: it occurs only when osslsigncode
  // exits early, which is reported below.
  signing.child.stdin?.on('error', () => undefined).end(`${password}\n`);
  try {
    await signing;
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    throw new Error(`${file} could not be signed: ${`${stdout}${stderr}`.trim()}`);
  }
  renameSync(target, file);
}
