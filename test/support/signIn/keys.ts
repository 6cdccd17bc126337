import { randomUUID, webcrypto } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { X509Certificate } from '@peculiar/x509';

export interface PemCertificate {
  /** The private key (PKCS #8). */
  key: string;
  cert: string;
}

export type KeyPair = webcrypto.CryptoKeyPair;

const algorithms = {
  // Generating an elliptic curve key is fast, which is all that most tests need from a server's key.
  ec: { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' },
  // Tokens are signed with RS256, and Entra requires RSA keys for the certificates of apps.
  rsa: {
    name: 'RSASSA-PKCS1-v1_5',
    modulusLength: 2048,
    publicExponent: Uint8Array.of(1, 0, 1),
    hash: 'SHA-256',
  },
};

const dayInMs = 24 * 3600 * 1000;

const keptFolder = fileURLToPath(new URL('../../../artifacts/test-keys/', import.meta.url));

let taken = 0;

/** Returns a new elliptic curve key pair, or an RSA key pair that the suite has not used yet. */
export function generateKeys(type: keyof typeof algorithms): Promise<KeyPair> {
  return type === 'rsa' ? rsaKeys() : newKeys(type);
}

async function newKeys(type: keyof typeof algorithms): Promise<KeyPair> {
  return (await webcrypto.subtle.generateKey(algorithms[type], true, ['sign', 'verify'])) as KeyPair;
}

/**
 * Returns the next RSA key pair of the sequence that all suites use. The keys are stored in `keptFolder`, because
 * generating them is slow.
 */
async function rsaKeys(): Promise<KeyPair> {
  taken += 1;
  const jwk = await kept(String(taken), async () => exported(await newKeys('rsa')));
  return importKeys('rsa', jwk);
}

/**
 * Returns the value in a file of the folder for keys, or makes and stores it.
 * @param isUsable Whether a stored value can still be used.
 */
export async function kept<T>(
  name: string,
  make: () => Promise<T>,
  isUsable: (value: T) => boolean = () => true,
): Promise<T> {
  const file = `${keptFolder}${name}.json`;
  const found = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as T) : undefined;
  if (found !== undefined && isUsable(found)) {
    return found;
  }
  const made = await make();
  mkdirSync(keptFolder, { recursive: true });
  // Parallel suites can make the same value at the same time.
  const unfinished = `${file}.${randomUUID()}`;
  writeFileSync(unfinished, JSON.stringify(made), { mode: 0o600 });
  renameSync(unfinished, file);
  return made;
}

/** Returns the private key as a JSON Web Key. */
export function exported({ privateKey }: KeyPair): Promise<webcrypto.JsonWebKey> {
  return webcrypto.subtle.exportKey('jwk', privateKey);
}

export async function importKeys(type: keyof typeof algorithms, jwk: webcrypto.JsonWebKey): Promise<KeyPair> {
  const read = (part: webcrypto.JsonWebKey, use: webcrypto.KeyUsage) =>
    webcrypto.subtle.importKey('jwk', { ...part, key_ops: [use] }, algorithms[type], true, [use]);
  const { d, p, q, dp, dq, qi, ...open } = jwk;
  return { privateKey: await read(jwk, 'sign'), publicKey: await read(open, 'verify') };
}

/** Returns a validity period, by default from one day ago to one day from now. */
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
