type Entries = Record<string, Record<string, unknown>>;

/** A part of the library's cache: its entries by key. */
type Cache = Record<string, Entries | undefined>;

/**
 * What a later process needs of the library's cache to go on as this account: who it is, its refresh tokens,
 * and whether the application shares those with others. No access or id tokens, and no other accounts.
 * @param cache JSON, as the library writes it.
 */
export function keptText(cache: string, homeAccountId: string): string {
  const { Account = {}, RefreshToken = {}, AppMetadata = {} } = JSON.parse(cache) as Cache;
  const own = (entries: Entries) =>
    Object.fromEntries(Object.entries(entries).filter(([, { home_account_id: id }]) => id === homeAccountId));
  return JSON.stringify({ Account: own(Account), RefreshToken: own(RefreshToken), AppMetadata });
}

/** Whether the text is of that account. */
export function isOf(text: string, homeAccountId: string): boolean {
  const { Account = {} } = JSON.parse(text) as Cache;
  return Object.values(Account).some(({ home_account_id: id }) => id === homeAccountId);
}
