import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';

/** A new private key and its self-signed certificate, in PEM format. */
export interface Certificate {
  key: string;
  cert: string;
}

export interface CertificateOptions {
  /** The IPv4 address in the certificate. */
  address: string;
  notBefore?: Date;
  notAfter?: Date;
}

const dayInMs = 24 * 3600 * 1000;

/**
 * Creates a self-signed certificate for an address, valid by default from one day ago to one day from now. It is marked
 * as a certificate authority. The function encodes X.509 itself, so that tests need no installed program and no key in
 * the repository.
 */
export function selfSignedCertificate({
  address,
  notBefore = new Date(Date.now() - dayInMs),
  notAfter = new Date(Date.now() + dayInMs),
}: CertificateOptions): Certificate {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const ecdsaWithSha256 = sequence(oid(0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02));
  const commonName = sequence(oid(0x55, 0x04, 0x03), der(0x0c, Buffer.from('PartnerSecurityScore test')));
  const name = sequence(der(0x31, commonName));
  const addressName = der(0x87, Buffer.from(address.split('.').map(Number)));
  const subjectAltName = sequence(oid(0x55, 0x1d, 0x11), der(0x04, sequence(addressName)));
  const isAuthority = sequence(oid(0x55, 0x1d, 0x13), der(0x04, sequence(der(0x01, Buffer.from([0xff])))));
  const content = sequence(
    der(0xa0, integer(Buffer.from([2]))),
    integer(Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    ecdsaWithSha256,
    name,
    sequence(time(notBefore), time(notAfter)),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(subjectAltName, isAuthority)),
  );
  const signature = der(0x03, Buffer.from([0]), sign('sha256', content, privateKey));
  const base64 = sequence(content, ecdsaWithSha256, signature).toString('base64').replace(/.{64}/g, '$&\n');
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${base64}\n-----END CERTIFICATE-----\n`,
  };
}

export function der(tag: number, ...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const long = length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...(length < 0x80 ? [length] : long)]), content]);
}

export function sequence(...parts: Buffer[]): Buffer {
  return der(0x30, ...parts);
}

export function oid(...bytes: number[]): Buffer {
  return der(0x06, Buffer.from(bytes));
}

export function integer(bytes: Buffer): Buffer {
  return der(0x02, bytes);
}

function time(date: Date): Buffer {
  return der(0x18, Buffer.from(date.toISOString().replace(/[-:T]|\.\d+/g, '')));
}
