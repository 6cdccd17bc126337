import { randomBytes } from 'node:crypto';
import type { AppRegistration, User } from './directory.ts';
import { EntraError, missing } from './entraError.ts';
import type { SignInSettings } from './settings.ts';

/** The sign-in that a refresh token continues. */
export interface RefreshGrant {
  tenantId: string;
  clientId: string;
  user: Required<User>;
  scope: string;
}

export class RefreshTokens {
  readonly #grants = new Map<string, RefreshGrant>();

  constructor(private readonly settings: SignInSettings) {}

  create(grant: RefreshGrant): string {
    const token = `1.${randomBytes(64).toString('base64url')}`;
    this.#grants.set(token, grant);
    return token;
  }

  redeem(token: string | undefined, app: AppRegistration): RefreshGrant {
    if (token === undefined) {
      throw missing('refresh_token');
    }
    const grant = this.#grants.get(token);
    if (grant?.clientId !== app.clientId) {
      throw refused(700082, 'The refresh token has expired due to inactivity.');
    }
    if (grant.tenantId !== app.tenantId) {
      throw refused(50020, `User account '${grant.user.upn}' does not exist in tenant '${app.tenantId}'.`);
    }
    if (this.settings.strictRotation) {
      this.#grants.delete(token);
    }
    return grant;
  }

  /** Revokes all refresh tokens, as an administrator can. */
  clear(): void {
    this.#grants.clear();
  }
}

function refused(code: number, description: string): EntraError {
  return new EntraError('invalid_grant', code, description);
}
