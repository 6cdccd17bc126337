import { createCipheriv, createPrivateKey, pbkdf2Sync, randomBytes, scryptSync } from 'node:crypto';
import { der, integer, oid, sequence } from '../../backend/support/certificate.ts';

export interface Encryption {
  /** The key derivation: scrypt, or the hash function of PBKDF2. */
  derivation: keyof typeof derivations;
  cipher: keyof typeof ciphers;
  /** An object identifier to write instead of the cipher's, as the hexadecimal digits of its bytes. */
  cipherId?: string;
}

// The object identifiers below are the hexadecimal digits of their bytes.
const pbes2 = '2a864886f70d01050d';
const pbkdf2 = '2a864886f70d01050c';
const derivations = {
  scrypt: '2b06010401da47040b',
  sha1: '2a864886f70d0207',
  sha256: '2a864886f70d0209',
  sha384: '2a864886f70d020a',
  sha512: '2a864886f70d020b',
};
const ciphers = {
  'aes-128-cbc': { id: '608648016503040102', keyLength: 16, ivLength: 16 },
  'aes-192-cbc': { id: '608648016503040116', keyLength: 24, ivLength: 16 },
  'aes-256-cbc': { id: '60864801650304012a', keyLength: 32, ivLength: 16 },
  'des-ede3-cbc': { id: '2a864886f70d0307', keyLength: 24, ivLength: 8 },
};

const cost = { N: 1024, r: 8, p: 1 };
const iterations = 1000;

/** Encrypts a private key as OpenSSL does (PKCS #8, PBES2), including options that Node.js does not offer. */
export function encryptedKey(
  pem: string,
  password: string,
  { derivation, cipher, cipherId }: Encryption,
): string {
  const { id, keyLength, ivLength } = ciphers[cipher];
  const [salt, iv] = [randomBytes(16), randomBytes(ivLength)];
  const isScrypt = derivation === 'scrypt';
  const key = isScrypt
    ? scryptSync(password, salt, keyLength, cost)
    : pbkdf2Sync(password, salt, iterations, keyLength, derivation);
  const { N, r, p } = cost;
  const derived = isScrypt
    ? [octets(salt), number(N), number(r), number(p)]
    : [octets(salt), number(iterations), algorithm(derivations[derivation], der(0x05))];
  const how = sequence(
    algorithm(isScrypt ? derivations.scrypt : pbkdf2, sequence(...derived)),
    algorithm(cipherId ?? id, octets(iv)),
  );
  const encryptor = createCipheriv(cipher, key, iv);
  const plain = createPrivateKey(pem).export({ type: 'pkcs8', format: 'der' });
  const data = Buffer.concat([encryptor.update(plain), encryptor.final()]);
  const base64 = sequence(algorithm(pbes2, how), octets(data)).toString('base64').replace(/.{64}/g, '$&\n');
  return `-----BEGIN ENCRYPTED PRIVATE KEY-----\n${base64}\n-----END ENCRYPTED PRIVATE KEY-----\n`;
}

function algorithm(id: string, params: Buffer): Buffer {
  return sequence(oid(...Buffer.from(id, 'hex')), params);
}

function octets(content: Buffer): Buffer {
  return der(0x04, content);
}

function number(value: number): Buffer {
  const digits = value.toString(16);
  return integer(Buffer.from(digits.padStart(digits.length + 2 - (digits.length % 2), '0'), 'hex'));
}
