import { type SecretVault, VaultError } from '../../../../src/auth/kept/secretVault.ts';

/** An in-memory substitute for the operating system's secret store. Tests can change its behaviour. */
export class MemoryVault implements SecretVault {
  readonly entries = new Map<string, string>();
  /** Whether the store is locked. A locked store on Linux returns no entries. */
  isLocked = false;
  /** Runs before each entry is written. */
  beforeSet: (name: string, value: string) => void | Promise<void> = () => {};

  async get(name: string): Promise<string | null> {
    return this.isLocked ? null : (this.entries.get(name) ?? null);
  }

  async set(name: string, value: string): Promise<void> {
    if (this.isLocked) {
      throw new VaultError('it is locked');
    }
    await this.beforeSet(name, value);
    this.entries.set(name, value);
  }

  async delete(name: string): Promise<boolean> {
    return !this.isLocked && this.entries.delete(name);
  }
}
