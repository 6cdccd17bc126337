import { createDecipheriv, pbkdf2Sync, scryptSync } from 'node:crypto';

// Object identifiers from RFC 8018 and RFC 7914.
const PBES2 = '1.2.840.113549.1.5.13';
const PBKDF2 = '1.2.840.113549.1.5.12';
const SCRYPT = '1.3.6.1.4.1.11591.4.11';

/** The default hash function of PBKDF2. */
const HMAC_SHA1 = '1.2.840.113549.2.7';

const hashes: ReadonlyMap<string, string> = new Map([
  [HMAC_SHA1, 'sha1'],
  ['1.2.840.113549.2.8', 'sha224'],
  ['1.2.840.113549.2.9', 'sha256'],
  ['1.2.840.113549.2.10', 'sha384'],
  ['1.2.840.113549.2.11', 'sha512'],
]);

const ciphers: ReadonlyMap<string, { name: string; keyLength: number }> = new Map([
  ['2.16.840.1.101.3.4.1.2', { name: 'aes-128-cbc', keyLength: 16 }],
  ['2.16.840.1.101.3.4.1.22', { name: 'aes-192-cbc', keyLength: 24 }],
  ['2.16.840.1.101.3.4.1.42', { name: 'aes-256-cbc', keyLength: 32 }],
  ['1.2.840.113549.3.7', { name: 'des-ede3-cbc', keyLength: 24 }],
]);

/** The maximum memory for a key derivation with scrypt, in bytes. Typical parameters need 16 MiB. */
const MAX_MEMORY = 1024 * 1024 * 1024;

const INTEGER = 0x02;
const SEQUENCE = 0x30;

/** The error thrown when a private key is encrypted with an unsupported algorithm. */
export class UnknownEncryption extends Error {
  /** @param oid The object identifier of the unsupported algorithm. */
  constructor(readonly oid: string) {
    super('The encryption algorithm is not supported.');
  }
}

/**
 * Decrypts an EncryptedPrivateKeyInfo that uses PBES2. It supports key derivation functions that the runtime
 * does not: scrypt, and PBKDF2 with additional hash functions.
 * @returns The PrivateKeyInfo in DER. With a wrong password, the result can be meaningless bytes instead.
 * @throws {UnknownEncryption} The key is encrypted with an unsupported algorithm.
 * @throws {Error} The password is wrong, scrypt would need more than the maximum memory, or the bytes are not
 * a valid EncryptedPrivateKeyInfo.
 */
export function openPbes2(der: Buffer, password: string): Buffer {
  const [algorithm, data] = membersOf(valuesIn(der)[0]);
  const [scheme, schemeParams] = membersOf(algorithm);
  known(oidOf(scheme), [PBES2]);
  const [derivation, encryption] = membersOf(schemeParams);
  const [cipherId, iv] = membersOf(encryption);
  const cipher = ciphers.get(oidOf(cipherId)) ?? unknown(oidOf(cipherId));
  const key = derive(derivation, password, cipher.keyLength);
  const decipher = createDecipheriv(cipher.name, key, bytesOf(iv));
  return Buffer.concat([decipher.update(bytesOf(data)), decipher.final()]);
}

function derive(derivation: Value | undefined, password: string, length: number): Buffer {
  const [id, params] = membersOf(derivation);
  const kind = known(oidOf(id), [PBKDF2, SCRYPT]);
  const [salt, ...rest] = membersOf(params);
  const [first, r, p] = rest.filter(({ tag }) => tag === INTEGER).map(numberOf);
  if (kind === SCRYPT) {
    const cost = { N: first ?? 0, r: r ?? 0, p: p ?? 0, maxmem: MAX_MEMORY };
    return scryptSync(password, bytesOf(salt), length, cost);
  }
  const [prf] = membersOf(rest.find(({ tag }) => tag === SEQUENCE));
  const oid = prf === undefined ? HMAC_SHA1 : oidOf(prf);
  return pbkdf2Sync(password, bytesOf(salt), first ?? 0, length, hashes.get(oid) ?? unknown(oid));
}

function known(oid: string, choices: readonly string[]): string {
  return choices.includes(oid) ? oid : unknown(oid);
}

function unknown(oid: string): never {
  throw new UnknownEncryption(oid);
}

/** An ASN.1 value in DER. */
interface Value {
  tag: number;
  content: Buffer;
}

function membersOf(value: Value | undefined): Value[] {
  return valuesIn(bytesOf(value));
}

function valuesIn(der: Buffer): Value[] {
  const values: Value[] = [];
  for (let at = 0; at < der.length; ) {
    const tag = der.readUInt8(at);
    const short = der.readUInt8(at + 1);
    const more = short < 0x80 ? 0 : short & 0x7f;
    const length = more === 0 ? short : der.readUIntBE(at + 2, more);
    const start = at + 2 + more;
    at = start + length;
    values.push({ tag, content: der.subarray(start, at) });
  }
  return values;
}

function bytesOf(value: Value | undefined): Buffer {
  return value?.content ?? Buffer.alloc(0);
}

function numberOf({ content }: Value): number {
  return Number(BigInt(`0x0${content.toString('hex')}`));
}

function oidOf(value: Value | undefined): string {
  const numbers: number[] = [];
  let current = 0;
  for (const byte of bytesOf(value)) {
    current = current * 0x80 + (byte & 0x7f);
    if (byte < 0x80) {
      numbers.push(current);
      current = 0;
    }
  }
  const [first = 0, ...rest] = numbers;
  const root = Math.min(Math.floor(first / 40), 2);
  return [root, first - root * 40, ...rest].join('.');
}
