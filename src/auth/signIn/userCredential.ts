import type { AccountInfo, PublicClientApplication } from '@azure/msal-node';
import type { SessionCredential, Token, TokenRequest } from '../credential.ts';
import { duringSignIn, type SignInPlace } from './during.ts';
import type { KeptSignIn } from './keptSignIn.ts';
import { tokenOf } from './msalToken.ts';

export interface UserCredentialOptions {
  /** It has the user's refresh token. */
  readonly app: PublicClientApplication;
  readonly account: AccountInfo;
  readonly scopes: readonly string[];
  readonly place: SignInPlace;
  readonly kept: KeptSignIn | undefined;
}

/** Renews the tokens of a person who has signed in, without asking again. */
export class UserCredential implements SessionCredential {
  readonly isRenewable = true;

  constructor(private readonly options: UserCredentialOptions) {}

  getToken(request: TokenRequest): Promise<Token> {
    const { app, account, scopes, place, kept } = this.options;
    return duringSignIn(place, request, async () => {
      const { renewal } = request;
      const result = await app.acquireTokenSilent({
        account,
        scopes: [...scopes],
        // Never another tenant than the one that the user has signed in to.
        authority: `${place.origin}/${account.tenantId}`,
        forceRefresh: renewal !== undefined,
        ...(renewal?.claims !== undefined && { claims: renewal.claims }),
      });
      // The service may have given a new refresh token along.
      await kept?.save(app);
      return tokenOf(result);
    });
  }

  async forget(): Promise<void> {
    await this.options.kept?.forget();
  }
}
