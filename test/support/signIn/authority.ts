// @peculiar/x509 requires the additions to Reflect from reflect-metadata when it is loaded.
import 'reflect-metadata';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  Extension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509CertificateGenerator,
} from '@peculiar/x509';
import { generateKeys, type KeyPair, type PemCertificate, pemOf, validity } from './keys.ts';

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

const authorityName = 'CN=Test authority';

/** A certificate authority that exists only while a test runs. */
export class TestAuthority {
  /** The path of a PEM file with the certificate to trust, for NODE_EXTRA_CA_CERTS. */
  readonly caFile: string;
  readonly #folder: string;
  readonly #keys: KeyPair;

  static async create({ extensions = {} }: AuthorityOptions = {}): Promise<TestAuthority> {
    const keys = await generateKeys('ec');
    const certificate = await X509CertificateGenerator.createSelfSigned({
      name: authorityName,
      keys,
      ...validity({}),
      extensions: [
        new BasicConstraintsExtension(true, undefined, true),
        new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
        await SubjectKeyIdentifierExtension.create(keys.publicKey),
        ...Object.entries(extensions).map(([id, der]) => new Extension(id, true, der)),
      ],
    });
    return new TestAuthority(keys, certificate.toString('pem'));
  }

  private constructor(keys: KeyPair, pem: string) {
    this.#keys = keys;
    this.#folder = mkdtempSync(join(tmpdir(), 'test-authority-'));
    this.caFile = join(this.#folder, 'ca.pem');
    writeFileSync(this.caFile, `${pem}\n`);
  }

  /** Creates a key, and a server certificate for it that this authority has signed. */
  async issue({
    names = ['localhost', '127.0.0.1'],
    keys: kind = 'ec',
    usage = 'digitalSignature',
    ...dates
  }: IssueOptions = {}): Promise<PemCertificate> {
    const keys = await generateKeys(kind);
    const extensions: Extension[] = [
      new BasicConstraintsExtension(false),
      new KeyUsagesExtension(KeyUsageFlags[usage], true),
      new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
      new SubjectAlternativeNameExtension(
        names.map((value) => ({ type: isIP(value) === 0 ? 'dns' : 'ip', value })),
      ),
      await AuthorityKeyIdentifierExtension.create(this.#keys.publicKey),
    ];
    const certificate = await X509CertificateGenerator.create({
      subject: 'CN=Test server',
      issuer: authorityName,
      publicKey: keys.publicKey,
      signingKey: this.#keys.privateKey,
      ...validity(dates),
      extensions,
    });
    return pemOf(keys, certificate);
  }

  /** Removes the folder that contains the certificate. */
  dispose(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
