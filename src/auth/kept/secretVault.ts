/** Short texts that the operating system keeps encrypted for its user, by name. */
export interface SecretVault {
  /** Null if there is none; the stores give that for one that they can't unlock as well. */
  get(name: string): Promise<string | null>;
  set(name: string, value: string): Promise<void>;
  /** Whether there was one. Linux' stores say no to one that is locked, and leave it. */
  delete(name: string): Promise<boolean>;
}

/** Why a store can't be used, as the end of a sentence. */
export class VaultError extends Error {}
