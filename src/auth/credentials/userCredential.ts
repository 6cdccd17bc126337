import type { AccountInfo, AuthenticationResult, PublicClientApplication } from '@azure/msal-node';
import type { Renewal, SessionCredential, Token, TokenRequest } from '../credential.ts';
import type { KeptSignIn } from '../kept/keptSignIn.ts';
import { tokenOf } from '../signIn/msalSystem.ts';
import { type SignInPlace, withSignInContext } from '../signIn/signInContext.ts';

export interface UserCredentialOptions {
  /** The MSAL application, whose cache contains the user's refresh token. */
  readonly app: PublicClientApplication;
  readonly account: AccountInfo;
  readonly scopes: readonly string[];
  readonly place: SignInPlace;
}

/** Renews the tokens of a signed-in user without prompting. */
export class UserCredential implements SessionCredential {
  readonly isRenewable = true;

  /** @param kept The kept sign-in; undefined if the sign-in is not stored for later processes. */
  constructor(
    private readonly options: UserCredentialOptions,
    private kept: KeptSignIn | undefined,
  ) {}

  getToken(request: TokenRequest): Promise<Token> {
    const { app, account, place } = this.options;
    return withSignInContext(place, request, async () => {
      const result = await this.renew(request.renewal);
      // The sign-in service may have issued a new refresh token.
      await this.kept?.update(app, account);
      return tokenOf(result);
    });
  }

  /**
   * Stores the sign-in for later processes.
   * @returns The reason why the sign-in could not be stored; undefined on success.
   */
  async keep(): Promise<string | undefined> {
    const { app, account } = this.options;
    const reason = await this.kept?.save(app, account);
    if (reason !== undefined) {
      this.kept = undefined;
    }
    return reason;
  }

  private async renew(renewal: Renewal | undefined): Promise<AuthenticationResult> {
    const { app, account } = this.options;
    try {
      return await this.acquire(renewal);
    } catch (error) {
      // If refresh tokens are valid for one use only, another process may have used this one.
      if (await this.kept?.catchUp(app, account)) {
        return this.acquire(renewal);
      }
      throw error;
    }
  }

  private acquire(renewal: Renewal | undefined): Promise<AuthenticationResult> {
    const { app, account, scopes, place } = this.options;
    return app.acquireTokenSilent({
      account,
      scopes: [...scopes],
      // Always renew tokens in the tenant that the user signed in to.
      authority: `${place.origin}/${account.tenantId}`,
      forceRefresh: renewal !== undefined,
      ...(renewal?.claims !== undefined && { claims: renewal.claims }),
    });
  }
}
