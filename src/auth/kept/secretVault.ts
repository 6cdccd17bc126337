/** A store of the operating system for short texts, which it encrypts for the current user. */
export interface SecretVault {
  /** Returns null if there is no entry with that name, or if the store cannot unlock it. */
  get(name: string): Promise<string | null>;
  set(name: string, value: string): Promise<void>;
  /**
   * Returns whether there was an entry with that name. Linux stores return false for a locked entry and do
   * not delete it.
   */
  delete(name: string): Promise<boolean>;
}

/**
 * The error thrown when a store cannot be used. Its message is the end of a sentence that states the reason.
 */
export class VaultError extends Error {}
