import {
  type AuthenticationResult,
  InteractionRequiredAuthError,
  type PublicClientApplication,
} from '@azure/msal-node';
import type { UserParams } from '../../protocol/protocol.ts';
import { ProtectedStore } from './protectedStore.ts';

/** The parts of the library's cache that a later process needs; access tokens are not among them. */
const keptParts = ['Account', 'RefreshToken', 'AppMetadata'] as const;

/** A user's sign-in to one application and tenant, kept encrypted for later processes of the same user. */
export class KeptSignIn {
  private readonly store: ProtectedStore;
  private saved = '';

  constructor(signInOrigin: string, { clientId, tenantId }: UserParams) {
    this.store = new ProtectedStore(`${signInOrigin}/${tenantId}/${clientId}`.toLowerCase());
  }

  /** A token by what is kept, or undefined where nothing is, or it is no longer good. */
  async resume(
    app: PublicClientApplication,
    scopes: readonly string[],
  ): Promise<AuthenticationResult | undefined> {
    const text = await this.store.read();
    if (text === undefined) {
      return undefined;
    }
    const cache = app.getTokenCache();
    try {
      cache.deserialize(text);
    } catch {
      return undefined;
    }
    const [account] = await cache.getAllAccounts();
    if (account === undefined) {
      return undefined;
    }
    try {
      return await app.acquireTokenSilent({ account, scopes: [...scopes] });
    } catch (error) {
      if (error instanceof InteractionRequiredAuthError) {
        return undefined;
      }
      throw error;
    }
  }

  /** Keeps the sign-in as it is now; gives the reason where that can't be done. */
  async save(app: PublicClientApplication): Promise<string | undefined> {
    const cache = JSON.parse(app.getTokenCache().serialize()) as Record<string, unknown>;
    const text = JSON.stringify(Object.fromEntries(keptParts.map((part) => [part, cache[part] ?? {}])));
    if (text === this.saved) {
      return undefined;
    }
    this.saved = text;
    return this.store.write(text);
  }

  forget(): Promise<void> {
    return this.store.delete();
  }
}
