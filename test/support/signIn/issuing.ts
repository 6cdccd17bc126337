// @peculiar/x509 requires the additions to Reflect from reflect-metadata when it is loaded.
import 'reflect-metadata';
import { isIP } from 'node:net';
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
import type { IssueOptions } from './authority.ts';
import { generateKeys, type KeyPair, type PemCertificate, pemOf, validity } from './keys.ts';

const authorityName = 'CN=Test authority';

/**
 * Returns the certificate of an authority in PEM.
 * @param extensions DER bytes of additional extensions, by object identifier. All of them are critical.
 */
export async function authorityCertificate(
  keys: KeyPair,
  extensions: Record<string, Uint8Array>,
): Promise<string> {
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
  return certificate.toString('pem');
}

/** Creates a key, and a server certificate for it that an authority has signed. */
export async function serverCertificate(
  authority: KeyPair,
  {
    names = ['localhost', '127.0.0.1'],
    keys: kind = 'ec',
    usage = 'digitalSignature',
    ...dates
  }: IssueOptions,
): Promise<PemCertificate> {
  const keys = await generateKeys(kind);
  const extensions: Extension[] = [
    new BasicConstraintsExtension(false),
    new KeyUsagesExtension(KeyUsageFlags[usage], true),
    new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
    new SubjectAlternativeNameExtension(
      names.map((value) => ({ type: isIP(value) === 0 ? 'dns' : 'ip', value })),
    ),
    await AuthorityKeyIdentifierExtension.create(authority.publicKey),
  ];
  const certificate = await X509CertificateGenerator.create({
    subject: 'CN=Test server',
    issuer: authorityName,
    publicKey: keys.publicKey,
    signingKey: authority.privateKey,
    ...validity(dates),
    extensions,
  });
  return pemOf(keys, certificate);
}
