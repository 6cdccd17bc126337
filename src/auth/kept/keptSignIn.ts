import { createHash } from 'node:crypto';
import type { AccountInfo, AuthenticationResult, PublicClientApplication } from '@azure/msal-node';
import type { KeptParams } from '../../protocol/protocol.ts';
import { isForUser } from '../signIn/signInAdvice.ts';
import { signInContext } from '../signIn/signInContext.ts';
import { LimitedVault } from './limitedVault.ts';
import { type EntryLimits, ProtectedStore } from './protectedStore.ts';
import { systemVault } from './systemVault.ts';

/** Milliseconds for the store to answer; a locked one may be waiting for its user. */
const TIME_LIMIT = 20_000;

/** Windows' Credential Manager takes 2,560 bytes for each entry; one entry for all is never half written. */
const limits: EntryLimits =
  process.platform === 'win32' ? { partSize: 2048, maxParts: 12 } : { partSize: 1e6, maxParts: 1 };

const vault = new LimitedVault(systemVault, TIME_LIMIT);

/** A sign-in of the library, which has its refresh token. */
export interface UserSignIn {
  readonly app: PublicClientApplication;
  readonly result: AuthenticationResult;
}

/** A user's sign-in to one application and tenant, kept encrypted for later processes of the same user. */
export class KeptSignIn {
  private readonly store: ProtectedStore;
  private known = '';

  constructor({ azureADEndpoint, tenantId, clientId }: KeptParams) {
    const { origin } = new URL(azureADEndpoint);
    const key = JSON.stringify([origin, tenantId, clientId]).toLowerCase();
    // Names have a limited length, and stores show them.
    const name = createHash('sha256').update(key).digest('hex');
    this.store = new ProtectedStore(vault, name, limits);
  }

  /** Goes on with what is kept. Undefined if nothing is, or where it takes the user to go on. */
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

  /** Keeps this sign-in instead of any other; gives the reason where that can't be done. */
  save(app: PublicClientApplication, { homeAccountId }: AccountInfo): Promise<string | undefined> {
    const text = cachedAccount(app.getTokenCache().serialize(), homeAccountId);
    return serially(() => this.write(text));
  }

  /**
   * Keeps what a renewal has changed, where the sign-in is still the one that is kept: another may have taken
   * its place meanwhile, or its user has signed out in another process.
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

  /** Takes over what another process has kept of the same sign-in since; false if there is nothing new. */
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

  /** Gives the reason where it may still be kept. */
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
    // Another version of this module has written it in a way of its own.
    return [];
  }
}

/** Whether a silent sign-in has failed in a way that the user can mend by signing in again. */
function isForUserToMend(): boolean {
  const { signal, log } = signInContext();
  if (signal.aborted || log.networkFailure !== undefined) {
    return false;
  }
  const { failure } = log;
  return failure === undefined || failure.error === 'invalid_grant' || isForUser(failure);
}

let last: Promise<unknown> = Promise.resolve();

/** Runs the actions of this process one after the other: each sees what the one before it has kept. */
function serially<T>(action: () => Promise<T>): Promise<T> {
  const run = last.then(action);
  last = run.catch(() => {});
  return run;
}

type Entries = Record<string, Record<string, unknown>>;

/** A part of the library's cache: its entries by key. */
type Cache = Record<string, Entries | undefined>;

/**
 * What a later process needs of the library's cache to go on as this account: who it is, its refresh tokens,
 * and whether the application shares those with others. No access or id tokens, and no other accounts.
 * @param cache JSON, as the library writes it.
 */
function cachedAccount(cache: string, homeAccountId: string): string {
  const { Account = {}, RefreshToken = {}, AppMetadata = {} } = JSON.parse(cache) as Cache;
  const own = (entries: Entries) =>
    Object.fromEntries(Object.entries(entries).filter(([, { home_account_id: id }]) => id === homeAccountId));
  return JSON.stringify({ Account: own(Account), RefreshToken: own(RefreshToken), AppMetadata });
}

/** Whether the text is of that account. */
function isOf(text: string, homeAccountId: string): boolean {
  const { Account = {} } = JSON.parse(text) as Cache;
  return Object.values(Account).some(({ home_account_id: id }) => id === homeAccountId);
}
