// @peculiar/x509 requires the additions to Reflect from reflect-metadata when it is loaded.
import 'reflect-metadata';
import {
  AuthorityInfoAccessExtension,
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  SubjectKeyIdentifierExtension,
  X509CertificateGenerator,
} from '@peculiar/x509';
import { psQuote } from '../psQuote.ts';
import { generateKeys, type PemCertificate, pemOf, validity } from './keys.ts';

export interface ClientCertificateOptions {
  /** The common name. If it is empty, the certificate has no subject. */
  name?: string;
  notBefore?: Date;
  notAfter?: Date;
}

/** Creates a certificate of the usual type for apps: RSA and self-signed. */
export async function clientCertificate({
  name = 'Test app',
  ...dates
}: ClientCertificateOptions = {}): Promise<PemCertificate> {
  const keys = await generateKeys('rsa');
  const subject = name === '' ? [] : [{ CN: [name] }];
  return pemOf(
    keys,
    await X509CertificateGenerator.createSelfSigned({ name: subject, keys, ...validity(dates) }),
  );
}

/** A certificate that an authority has signed, and the authority's own certificate, both in PEM. */
export interface IssuedCertificate extends PemCertificate {
  issuer: string;
}

/**
 * Creates a certificate that a new authority has signed.
 * @param issuerUrl The URL from which clients can download the authority's certificate.
 * @param name The authority's common name.
 */
export async function issuedCertificate(issuerUrl: string, name = 'Issuer'): Promise<IssuedCertificate> {
  const [keys, signing] = await Promise.all([generateKeys('rsa'), generateKeys('rsa')]);
  const issuer = await X509CertificateGenerator.createSelfSigned({
    name: [{ CN: [name] }],
    keys: signing,
    ...validity({}),
    extensions: [
      new BasicConstraintsExtension(true, undefined, true),
      await SubjectKeyIdentifierExtension.create(signing.publicKey),
    ],
  });
  const certificate = await X509CertificateGenerator.create({
    subject: 'CN=Issued app',
    issuer: issuer.subject,
    publicKey: keys.publicKey,
    signingKey: signing.privateKey,
    ...validity({}),
    extensions: [
      await AuthorityKeyIdentifierExtension.create(signing.publicKey),
      new AuthorityInfoAccessExtension({ caIssuers: [issuerUrl] }),
    ],
  });
  return { ...(await pemOf(keys, certificate)), issuer: `${issuer.toString('pem')}\n` };
}

const x509 = 'System.Security.Cryptography.X509Certificates';
const openStore = `$store = [${x509}.X509Store]::new('My', 'CurrentUser'); $store.Open('ReadWrite')`;

/**
 * Returns a script that adds a certificate with its key to the user's store. It also sets $certificate and $pfx; the
 * password of $pfx is pfx-password.
 */
export function storedCertificate({ cert, key }: { cert: string; key: string }): string {
  return `
    $pem = [${x509}.X509Certificate2]::CreateFromPem(${psQuote(cert)}, ${psQuote(key)})
    $pfx = $pem.Export('Pfx', 'pfx-password')
    $global:certificate = [${x509}.X509CertificateLoader]::LoadPkcs12($pfx, 'pfx-password')
    ${openStore}; $store.Add($certificate); $store.Dispose()`;
}

/** A script that removes the certificate from the store, if it was added. */
export const withoutStored = `if ($certificate) { ${openStore}; $store.Remove($certificate); $store.Dispose() }`;
