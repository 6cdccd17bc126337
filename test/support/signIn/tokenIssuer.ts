import { randomUUID } from 'node:crypto';
import type { JWTPayload } from 'jose';
import { type AppRegistration, guidOf, type User } from './directory.ts';
import type { GrantedScopes } from './scopes.ts';
import { inSeconds, serverTime, type TokenSettings } from './settings.ts';
import type { SigningKey } from './signingKey.ts';

export interface IssuedToken {
  token: string;
  tenantId: string;
  clientId: string;
}

/**
 * The appidacr claim, which tells how the client authenticated: 0 for not at all, 1 for a secret, 2 for an assertion.
 */
export type ClientProof = '0' | '1' | '2';

export interface AppGrant {
  app: Pick<AppRegistration, 'tenantId' | 'clientId' | 'name' | 'roles'>;
  resource: string;
  proof: ClientProof;
}

export interface UserGrant {
  app: AppRegistration;
  user: Required<User>;
  scopes: GrantedScopes;
  proof: ClientProof;
  nonce?: string | undefined;
}

/** An issuer that signs tokens and records the access tokens. */
export class TokenIssuer {
  readonly issued: IssuedToken[] = [];
  readonly #revoked = new Set<string>();
  readonly #expiry = new Map<string, number>();

  constructor(
    private readonly url: () => string,
    private readonly settings: TokenSettings,
    private readonly key: SigningKey,
  ) {}

  async appToken({ app, resource, proof }: AppGrant, lifetime: number): Promise<string> {
    const oid = guidOf(app.tenantId, app.clientId);
    const roles = app.roles === undefined || app.roles.length === 0 ? {} : { roles: app.roles };
    const claims = { aud: resource, appidacr: proof, idtyp: 'app', oid, sub: oid, ...roles };
    return this.#accessToken(app, claims, lifetime);
  }

  async userToken({ app, user, scopes, proof }: UserGrant, lifetime: number): Promise<string> {
    const claims = {
      aud: scopes.resource,
      appidacr: proof,
      idtyp: 'user',
      oid: user.oid,
      sub: guidOf(app.clientId, user.oid),
      scp: scopes.names.join(' '),
      upn: user.upn,
      unique_name: user.upn,
      name: user.name,
    };
    return this.#accessToken(app, claims, lifetime);
  }

  async idToken({ app, user, nonce }: UserGrant, lifetime: number): Promise<string> {
    const tid = this.tenantOf(app);
    return this.key.sign({
      aud: app.clientId,
      iss: `${this.url()}/${tid}/v2.0`,
      ...this.#times(lifetime),
      ...(nonce === undefined ? {} : { nonce }),
      name: user.name,
      oid: user.oid,
      preferred_username: user.upn,
      sub: guidOf(app.clientId, user.oid),
      tid,
      ver: '2.0',
    });
  }

  /** Makes isValid() return false for an access token. */
  revoke(token: string): void {
    this.#revoked.add(token);
  }

  /** Determines whether the text is an access token of this server that is neither expired nor revoked. */
  isValid(token: string): boolean {
    const expiry = this.#expiry.get(token);
    return expiry !== undefined && expiry > inSeconds(serverTime(this.settings)) && !this.#revoked.has(token);
  }

  /** Returns the tenant of an app's tokens. */
  tenantOf({ tenantId }: Pick<AppRegistration, 'tenantId'>): string {
    return this.settings.tokenTenant ?? tenantId;
  }

  async #accessToken(app: AppGrant['app'], claims: JWTPayload, lifetime: number): Promise<string> {
    const tid = this.tenantOf(app);
    const times = this.#times(lifetime);
    const token = await this.key.sign({
      iss: `${this.url()}/${tid}/`,
      ...times,
      appid: app.clientId,
      ...(app.name === undefined ? {} : { app_displayname: app.name }),
      ...claims,
      tid,
      // Ensures that tokens issued in the same second differ.
      uti: randomUUID(),
      ver: '1.0',
      ...this.settings.extraClaims,
    });
    this.issued.push({ token, tenantId: tid, clientId: app.clientId });
    this.#expiry.set(token, times.exp);
    return token;
  }

  #times(lifetime: number): { iat: number; nbf: number; exp: number } {
    const now = inSeconds(serverTime(this.settings));
    return { iat: now, nbf: now, exp: now + lifetime };
  }
}
