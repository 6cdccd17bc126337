import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK, type JWTPayload, SignJWT } from 'jose';

type PrivateKey = Awaited<ReturnType<typeof generateKeyPair>>['privateKey'];

/** The key that a server signs its tokens with. */
export class SigningKey {
  static async create(): Promise<SigningKey> {
    const { publicKey, privateKey } = await generateKeyPair('RS256');
    const jwk = await exportJWK(publicKey);
    const kid = await calculateJwkThumbprint(jwk);
    return new SigningKey(privateKey, kid, { ...jwk, kid, use: 'sig', alg: 'RS256' });
  }

  private constructor(
    private readonly key: PrivateKey,
    private readonly id: string,
    /** The public part. */
    readonly jwk: JWK,
  ) {}

  sign(claims: JWTPayload): Promise<string> {
    return new SignJWT(claims).setProtectedHeader({ typ: 'JWT', alg: 'RS256', kid: this.id }).sign(this.key);
  }
}
