// The X.509 library looks for this one's additions to Reflect when it is loaded.
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
  /** The common name. */
  name?: string;
  notBefore?: Date;
  notAfter?: Date;
}

/** A certificate of the kind that is registered with an app: RSA, signed with its own key. */
export async function clientCertificate({
  name = 'Test app',
  ...dates
}: ClientCertificateOptions = {}): Promise<PemCertificate> {
  const keys = await generateKeys('rsa');
  const subject = [{ CN: [name] }];
  return pemOf(
    keys,
    await X509CertificateGenerator.createSelfSigned({ name: subject, keys, ...validity(dates) }),
  );
}

/** One that an authority has signed, and that authority's own: both in PEM. */
export interface IssuedCertificate extends PemCertificate {
  issuer: string;
}

/**
 * @param issuerUrl Where whoever lacks the authority's certificate is told to download it.
 * @param name Of the authority.
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

/** Script that puts a certificate with its key into the user's store: $certificate, and $pfx with the password pfx-password. */
export function storedCertificate({ cert, key }: { cert: string; key: string }): string {
  return `
    $pem = [${x509}.X509Certificate2]::CreateFromPem(${psQuote(cert)}, ${psQuote(key)})
    $pfx = $pem.Export('Pfx', 'pfx-password')
    $global:certificate = [${x509}.X509CertificateLoader]::LoadPkcs12($pfx, 'pfx-password')
    ${openStore}; $store.Add($certificate); $store.Dispose()`;
}

/** Script that takes it out of there again, where it has got there. */
export const withoutStored = `if ($certificate) { ${openStore}; $store.Remove($certificate); $store.Dispose() }`;
