import { calculateJwkThumbprint, exportJWK, type JWK, type JWTPayload, SignJWT } from 'jose';
import { generateKeys, type KeyPair } from './keys.ts';

/** The key that signs a server's tokens. */
export class SigningKey {
  static async create(): Promise<SigningKey> {
    const { publicKey, privateKey } = await generateKeys('rsa');
    const jwk = await exportJWK(publicKey);
    const kid = await calculateJwkThumbprint(jwk);
    return new SigningKey(privateKey, kid, { ...jwk, kid, use: 'sig', alg: 'RS256' });
  }

  private constructor(
    private readonly key: KeyPair['privateKey'],
    private readonly id: string,
    /** The public key. */
    readonly jwk: JWK,
  ) {}

  sign(claims: JWTPayload): Promise<string> {
    return new SignJWT(claims).setProtectedHeader({ typ: 'JWT', alg: 'RS256', kid: this.id }).sign(this.key);
  }
}
