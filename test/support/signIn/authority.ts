import type { webcrypto } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { KeyUsageFlags } from '@peculiar/x509';
import { exported, generateKeys, importKeys, type KeyPair, kept, type PemCertificate } from './keys.ts';

export interface IssueOptions {
  /** The host names and IP addresses of the certificate; by default, localhost and 127.0.0.1. */
  names?: string[];
  notBefore?: Date;
  notAfter?: Date;
  /** The type of the server's key; by default, elliptic curve. */
  keys?: 'rsa' | 'ec';
  /** The permitted use of the key; by default, digital signatures. */
  usage?: keyof typeof KeyUsageFlags;
}

export interface AuthorityOptions {
  /**
   * DER bytes of additional extensions of the authority's certificate, by object identifier. All of them are critical.
   */
  extensions?: Record<string, Uint8Array>;
}

interface KeptAuthority {
  key: webcrypto.JsonWebKey;
  cert: string;
  server: PemCertificate;
  made: number;
}

const halfDayInMs = 12 * 3600 * 1000;

let taken = 0;

/** Loads the library for certificates, which takes longer to load than a stand-in takes to start. */
const issuing = () => import('./issuing.ts');

/** A certificate authority for the servers of tests. */
export class TestAuthority {
  /** The path of a PEM file with the certificate to trust, for NODE_EXTRA_CA_CERTS. */
  readonly caFile: string;
  readonly #folder: string;
  readonly #keys: KeyPair;

  static async create({ extensions = {} }: AuthorityOptions = {}): Promise<TestAuthority> {
    const keys = await generateKeys('ec');
    const { authorityCertificate } = await issuing();
    return new TestAuthority(keys, await authorityCertificate(keys, extensions));
  }

  /**
   * Returns an authority that the suite has not used yet, and a server certificate for localhost and 127.0.0.1 that the
   * authority has signed. Both are stored for other suites.
   */
  static async take(): Promise<[authority: TestAuthority, server: PemCertificate]> {
    taken += 1;
    const { key, cert, server } = await kept<KeptAuthority>(
      `authority-${taken}`,
      async () => {
        const { authorityCertificate, serverCertificate } = await issuing();
        const keys = await generateKeys('ec');
        const cert = await authorityCertificate(keys, {});
        return {
          key: await exported(keys),
          cert,
          server: await serverCertificate(keys, {}),
          made: Date.now(),
        };
      },
      // The certificates are valid from one day before to one day after `made`.
      ({ made }) => Math.abs(Date.now() - made) < halfDayInMs,
    );
    return [new TestAuthority(await importKeys('ec', key), cert), server];
  }

  private constructor(keys: KeyPair, pem: string) {
    this.#keys = keys;
    this.#folder = mkdtempSync(join(tmpdir(), 'test-authority-'));
    this.caFile = join(this.#folder, 'ca.pem');
    writeFileSync(this.caFile, `${pem}\n`);
  }

  /** Creates a key and a server certificate for it, signed by this authority. */
  async issue(options: IssueOptions = {}): Promise<PemCertificate> {
    const { serverCertificate } = await issuing();
    return serverCertificate(this.#keys, options);
  }

  /** Removes the folder that contains the certificate. */
  dispose(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
