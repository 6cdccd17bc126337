// The X.509 library looks for this one's additions to Reflect when it is loaded.
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
  /** Host names and IP addresses that it is for; without them localhost and 127.0.0.1. */
  names?: string[];
  notBefore?: Date;
  notAfter?: Date;
  /** Of the server's key; without it one of an elliptic curve. */
  keys?: 'rsa' | 'ec';
  /** What the key may be used for; without it signatures. */
  usage?: keyof typeof KeyUsageFlags;
}

export interface AuthorityOptions {
  /** DER of further extensions of its certificate, by their object identifiers. All are critical. */
  extensions?: Record<string, Uint8Array>;
}

const authorityName = 'CN=Test authority';

/** A certificate authority that only exists while a test runs. */
export class TestAuthority {
  /** PEM file with the certificate to trust, as NODE_EXTRA_CA_CERTS wants it. */
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

  /** A new key and a server certificate for it that this authority has signed. */
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

  /** Removes the folder with the certificate. */
  dispose(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
