import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { ProtocolError } from '../../protocol/errors.ts';
import type { PemCertificateParams } from '../../protocol/protocol.ts';
import { openPbes2, UnknownEncryption } from './pbes2.ts';

const FILE = 'The file in AZURE_CLIENT_CERTIFICATE_PATH';
const PASSWORD = 'AZURE_CLIENT_CERTIFICATE_PASSWORD';

const block = /-----BEGIN ([A-Z0-9 ]+)-----.*?-----END \1-----/gs;

/**
 * Returns the contents of a PEM file in the form that @azure/identity requires: the key's certificate first,
 * and the key decrypted.
 * @param now The current time, in milliseconds since the Unix epoch.
 * @throws {ProtocolError} The file cannot be used to sign in. The message gives the reason.
 */
export function certificateFile({ pem, password }: PemCertificateParams, now: number): string {
  const blocks = [...pem.matchAll(block)].map(([text, label = '']) => ({ text, label }));
  const certificates = blocks.filter(({ label }) => label === 'CERTIFICATE').map(({ text }) => parsed(text));
  const [key] = blocks
    .filter(({ label }) => label.endsWith('PRIVATE KEY'))
    .map(({ text }) => opened(text, password));
  if (certificates.length === 0 || key === undefined) {
    const what = certificates.length === 0 ? 'certificate' : 'private key';
    throw failed(
      `has no ${what}. Nothing was sent. The file must contain a certificate and its private key.`,
    );
  }
  if (key.asymmetricKeyType !== 'rsa') {
    throw failed(
      `has a private key of the type ${key.asymmetricKeyType}. Nothing was sent. Use a certificate with a key of the type rsa.`,
    );
  }
  const own = certificates.find((certificate) => certificate.checkPrivateKey(key));
  if (own === undefined) {
    throw failed('has a private key that does not match any certificate in the file. Nothing was sent.');
  }
  requireValid(own, now);
  const others = certificates.filter((certificate) => certificate !== own);
  return [own, ...others]
    .map(String)
    .concat(key.export({ format: 'pem', type: 'pkcs8' }).toString())
    .join('\n');
}

function parsed(text: string): X509Certificate {
  try {
    return new X509Certificate(text);
  } catch {
    throw failed(
      'has a certificate that cannot be read. Nothing was sent. The certificate may be damaged. Export it again as PEM.',
    );
  }
}

function opened(text: string, password: string | undefined): KeyObject {
  const isEncrypted = text.includes('ENCRYPTED');
  if (isEncrypted && password === undefined) {
    throw failed(`has an encrypted private key. Nothing was sent. Specify its password in ${PASSWORD}.`);
  }
  try {
    return keyOf(text, password);
  } catch (error) {
    if (error instanceof UnknownEncryption) {
      throw failed(
        `has a private key with an unsupported encryption algorithm (${error.oid}). Nothing was sent. Encrypt the key with AES and PBKDF2 or scrypt.`,
      );
    }
    throw failed(
      isEncrypted
        ? `has a private key that the password in ${PASSWORD} does not decrypt. Nothing was sent.`
        : 'has a private key that cannot be read. Nothing was sent. The key may be damaged or in an unsupported format. Export it again as PEM (PKCS #8).',
    );
  }
}

function keyOf(text: string, password = ''): KeyObject {
  try {
    return createPrivateKey({ key: text, format: 'pem', passphrase: password });
  } catch (error) {
    if (!String((error as NodeJS.ErrnoException).code).startsWith('ERR_OSSL_UNSUPPORTED')) {
      throw error;
    }
    const der = Buffer.from(text.replace(/-----[^-]*-----/g, ''), 'base64');
    return createPrivateKey({ key: openPbes2(der, password), format: 'der', type: 'pkcs8' });
  }
}

function requireValid(certificate: X509Certificate, now: number): void {
  const { subject, validFrom, validTo } = certificate;
  // The property is undefined if the subject is empty, although its type is string.
  const name = subject
    ? `has the certificate ${subject.replaceAll('\n', ', ')}, which`
    : 'has a certificate that';
  if (now > Date.parse(validTo)) {
    throw failed(
      `${name} expired at ${moment(validTo)}. Nothing was sent. Renew the certificate, add the new one to the app registration, and sign in with it.`,
    );
  }
  if (now < Date.parse(validFrom)) {
    throw failed(
      `${name} is not valid before ${moment(validFrom)}. Nothing was sent. Use another certificate, or correct this computer's clock.`,
    );
  }
}

function moment(date: string): string {
  return new Date(date).toISOString().replace('T', ' ').replace('.000', '');
}

function failed(what: string): ProtocolError {
  return new ProtocolError('SignInFailed', `Sign-in failed: ${FILE} ${what}`);
}
