import { createHash } from 'node:crypto';
import type { AccountInfo, AuthenticationResult, PublicClientApplication } from '@azure/msal-node';
import type { KeptParams } from '../../protocol/protocol.ts';
import { isForUser } from '../signIn/signInAdvice.ts';
import { signInContext } from '../signIn/signInContext.ts';
import { LimitedVault } from './limitedVault.ts';
import { type EntryLimits, ProtectedStore } from './protectedStore.ts';
import { systemVault } from './systemVault.ts';

/** The time limit for a call to the store, in milliseconds. A locked store may be waiting for the user. */
const TIME_LIMIT = 20_000;

/**
 * Windows Credential Manager limits an entry to 2,560 bytes. Other systems use one entry, which cannot be
 * partially written.
 */
const limits: EntryLimits =
  process.platform === 'win32' ? { partSize: 2048, maxParts: 12 } : { partSize: 1e6, maxParts: 1 };

const vault = new LimitedVault(systemVault, TIME_LIMIT);

/** A sign-in with MSAL. The application's cache contains the refresh token. */
export interface UserSignIn {
  readonly app: PublicClientApplication;
  readonly result: AuthenticationResult;
}

/**
 * A user's sign-in to one application and tenant of a sign-in service, stored encrypted for later processes
 * of the same user.
 */
export class KeptSignIn {
  private readonly store: ProtectedStore;
  private known = '';

  constructor({ azureADEndpoint, tenantId, clientId }: KeptParams) {
    const { origin } = new URL(azureADEndpoint);
    const key = JSON.stringify([origin, tenantId, clientId]).toLowerCase();
    // Hash the key, because stores display the name of an entry and limit its length.
    const name = createHash('sha256').update(key).digest('hex');
    this.store = new ProtectedStore(vault, name, limits);
  }

  /**
   * Resumes the kept sign-in.
   * @returns Undefined if there is no kept sign-in, or if the user has to sign in again.
   * @throws The sign-in failed for another reason.
   */
  async resume(app: PublicClientApplication, scopes: readonly string[]): Promise<UserSignIn | undefined> {
    const text = await serially(() => this.store.read());
    const [account] = text === undefined ? [] : await accountsIn(app, text);
    if (text === undefined || account === undefined) {
      return undefined;
    }
    this.known = text;
    try {
      return { app, result: await app.acquireTokenSilent({ account, scopes: [...scopes] }) };
    } catch (error) {
      if (isForUserToMend()) {
        signInContext().log.failure = undefined;
        return undefined;
      }
      throw error;
    }
  }

  /**
   * Stores the sign-in of an account in place of any sign-in that is stored for the same sign-in service,
   * tenant and application.
   * @returns The reason why the sign-in could not be stored; undefined on success.
   */
  save(app: PublicClientApplication, { homeAccountId }: AccountInfo): Promise<string | undefined> {
    const text = cachedAccount(app.getTokenCache().serialize(), homeAccountId);
    return serially(() => this.write(text));
  }

  /**
   * Stores the changes from a renewal if the store still contains the sign-in of this account. Another
   * sign-in may have replaced it, or the user may have signed out in another process.
   */
  async update(app: PublicClientApplication, { homeAccountId }: AccountInfo): Promise<void> {
    const text = cachedAccount(app.getTokenCache().serialize(), homeAccountId);
    if (text === this.known) {
      return;
    }
    await serially(async () => {
      const there = await this.store.read();
      if (there !== undefined && isOf(there, homeAccountId)) {
        await this.write(text);
      }
    });
  }

  /**
   * Loads a version of the sign-in that another process has stored, if the last renewal failed for a reason
   * that a new sign-in can resolve.
   * @returns Whether another version of the same account's sign-in was loaded.
   */
  async catchUp(app: PublicClientApplication, { homeAccountId }: AccountInfo): Promise<boolean> {
    if (!isForUserToMend()) {
      return false;
    }
    const text = await serially(() => this.store.read());
    if (text === undefined || text === this.known || !isOf(text, homeAccountId)) {
      return false;
    }
    this.known = text;
    app.getTokenCache().deserialize(text);
    return true;
  }

  /**
   * Deletes the kept sign-in.
   * @returns The reason why the sign-in may still be stored; undefined on success.
   */
  forget(): Promise<string | undefined> {
    return serially(() => this.store.delete());
  }

  private async write(text: string): Promise<string | undefined> {
    const reason = await this.store.write(text);
    this.known = reason === undefined ? text : '';
    return reason;
  }
}

async function accountsIn(app: PublicClientApplication, text: string): Promise<AccountInfo[]> {
  const cache = app.getTokenCache();
  try {
    cache.deserialize(text);
    return await cache.getAllAccounts();
  } catch {
    // Another version of the module may have used a different format.
    return [];
  }
}

/** Returns whether a silent sign-in failed for a reason that the user can resolve by signing in again. */
function isForUserToMend(): boolean {
  const { signal, log } = signInContext();
  if (signal.aborted || log.networkFailure !== undefined) {
    return false;
  }
  const { failure } = log;
  return failure === undefined || failure.error === 'invalid_grant' || isForUser(failure);
}

let last: Promise<unknown> = Promise.resolve();

/**
 * Runs all actions on kept sign-ins in this process one at a time, so that each one sees the changes made by
 * the previous one.
 */
function serially<T>(action: () => Promise<T>): Promise<T> {
  const run = last.then(action);
  last = run.catch(() => {});
  return run;
}

type Entries = Record<string, Record<string, unknown>>;

/** The sections of MSAL's serialized cache, each with its entries by key. */
type Cache = Record<string, Entries | undefined>;

/**
 * Returns the part of MSAL's cache that a later process needs to resume the sign-in of this account. The part
 * contains the account, its refresh tokens, and whether the application shares these tokens with other
 * applications. It does not contain access tokens, ID tokens or other accounts.
 * @param cache MSAL's cache, serialized as JSON.
 */
function cachedAccount(cache: string, homeAccountId: string): string {
  const { Account = {}, RefreshToken = {}, AppMetadata = {} } = JSON.parse(cache) as Cache;
  const own = (entries: Entries) =>
    Object.fromEntries(Object.entries(entries).filter(([, { home_account_id: id }]) => id === homeAccountId));
  return JSON.stringify({ Account: own(Account), RefreshToken: own(RefreshToken), AppMetadata });
}

/** Returns whether the serialized cache contains this account. */
function isOf(text: string, homeAccountId: string): boolean {
  const { Account = {} } = JSON.parse(text) as Cache;
  return Object.values(Account).some(({ home_account_id: id }) => id === homeAccountId);
}
