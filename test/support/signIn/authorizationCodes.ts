import { createHash, randomBytes } from 'node:crypto';
import { EntraError, missing } from './entraError.ts';
import { type SignInSettings, serverTime } from './settings.ts';

/** The parameters of a browser sign-in. */
export interface Authorization {
  tenantId: string;
  clientId: string;
  redirectUri: string;
  codeChallenge: string;
  scope: string;
  nonce?: string;
}

const lifetimeInMs = 10 * 60 * 1000;

/** The authorization codes that browsers return to the client. */
export class AuthorizationCodes {
  readonly #pending = new Map<string, { authorization: Authorization; expires: number }>();
  readonly #redeemed = new Set<string>();

  constructor(private readonly settings: SignInSettings) {}

  create(authorization: Authorization): string {
    const code = `1.${randomBytes(48).toString('base64url')}`;
    this.#pending.set(code, { authorization, expires: serverTime(this.settings).getTime() + lifetimeInMs });
    return code;
  }

  redeem(form: Record<string, string>, app: { tenantId: string; clientId: string }): Authorization {
    const { code, redirect_uri: redirectUri, code_verifier: verifier } = form;
    if (code === undefined) {
      throw missing('code');
    }
    if (redirectUri === undefined) {
      throw missing('redirect_uri');
    }
    if (this.#redeemed.has(code)) {
      throw refused(
        54005,
        'OAuth2 Authorization code was already redeemed, please retry with a new valid code.',
      );
    }
    const pending = this.#pending.get(code);
    const known = pending?.authorization;
    if (known?.clientId !== app.clientId || known.tenantId !== app.tenantId) {
      throw refused(9002313, 'Invalid request. Request is malformed or invalid.');
    }
    if ((pending?.expires ?? 0) <= serverTime(this.settings).getTime()) {
      throw refused(70008, 'The provided authorization code or refresh token has expired due to inactivity.');
    }
    if (redirectUri !== known.redirectUri) {
      const asked = `the reply address '${known.redirectUri}' provided when requesting Authorization code`;
      throw refused(500112, `The reply address '${redirectUri}' does not match ${asked}.`);
    }
    if (verifier === undefined) {
      throw refused(
        50148,
        'The code_verifier is missing for the code_challenge of the authorization request.',
      );
    }
    if (createHash('sha256').update(verifier).digest('base64url') !== known.codeChallenge) {
      const asked = 'the code_challenge supplied in the authorization request';
      throw refused(501481, `The Code_Verifier does not match ${asked}.`);
    }
    this.#pending.delete(code);
    this.#redeemed.add(code);
    return known;
  }
}

function refused(code: number, description: string): EntraError {
  return new EntraError('invalid_grant', code, description);
}
