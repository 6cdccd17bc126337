import { webcrypto } from 'node:crypto';
import type { X509Certificate } from '@peculiar/x509';

export interface PemCertificate {
  /** The private key (PKCS #8). */
  key: string;
  cert: string;
}

export type KeyPair = webcrypto.CryptoKeyPair;

const algorithms = {
  // Quick to make, which tests need more than anything else of a server's key.
  ec: { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' },
  // What Entra accepts for an app.
  rsa: {
    name: 'RSASSA-PKCS1-v1_5',
    modulusLength: 2048,
    publicExponent: Uint8Array.of(1, 0, 1),
    hash: 'SHA-256',
  },
};

const dayInMs = 24 * 3600 * 1000;

export async function generateKeys(type: keyof typeof algorithms): Promise<KeyPair> {
  return (await webcrypto.subtle.generateKey(algorithms[type], true, ['sign', 'verify'])) as KeyPair;
}

/** Two days around now where nothing else is asked for. */
export function validity(dates: { notBefore?: Date; notAfter?: Date }): { notBefore: Date; notAfter: Date } {
  const now = Date.now();
  return { notBefore: new Date(now - dayInMs), notAfter: new Date(now + dayInMs), ...dates };
}

export async function pemOf(keys: KeyPair, certificate: X509Certificate): Promise<PemCertificate> {
  const pkcs8 = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey));
  const lines = pkcs8.toString('base64').replace(/.{64}(?!$)/g, '$&\n');
  return {
    key: `-----BEGIN PRIVATE KEY-----\n${lines}\n-----END PRIVATE KEY-----\n`,
    cert: `${certificate.toString('pem')}\n`,
  };
}
