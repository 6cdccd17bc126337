import { type SecretVault, VaultError } from '../../../../src/auth/kept/secretVault.ts';

/** A store like that of an operating system, whose behaviour a test can change. */
export class MemoryVault implements SecretVault {
  readonly entries = new Map<string, string>();
  /** As Linux' stores are when they are locked. */
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
