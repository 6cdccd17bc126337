// The X.509 library looks for this one's additions to Reflect when it is loaded.
import 'reflect-metadata';
import { X509CertificateGenerator } from '@peculiar/x509';
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
