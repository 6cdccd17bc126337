import { type SecretVault, VaultError } from './secretVault.ts';

/**
 * A vault with a time limit for each call. A locked vault may be waiting for the user, and a broken vault may
 * never respond. Calls cannot be cancelled and each one blocks a thread, so no new call starts while an
 * overdue call is pending.
 */
export class LimitedVault implements SecretVault {
  private isStuck = false;

  /** @param limit The time limit for each call, in milliseconds. */
  constructor(
    private readonly vault: SecretVault,
    private readonly limit: number,
  ) {}

  get(name: string): Promise<string | null> {
    return this.limited(this.vault.get.bind(this.vault, name));
  }

  set(name: string, value: string): Promise<void> {
    // The caller has continued without the stored value, so a value that is stored too late must be deleted.
    return this.limited(this.vault.set.bind(this.vault, name, value), () => this.vault.delete(name));
  }

  delete(name: string): Promise<boolean> {
    return this.limited(this.vault.delete.bind(this.vault, name));
  }

  private async limited<T>(action: () => Promise<T>, whenLate?: () => Promise<unknown>): Promise<T> {
    if (this.isStuck) {
      throw this.noAnswer();
    }
    const answer = action();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const timeout = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        this.isStuck = true;
        reject(this.noAnswer());
        this.awaitLate(answer, whenLate);
      }, this.limit);
    });
    try {
      return await Promise.race([answer, timeout]);
    } finally {
      clearTimeout(timer);
    }
  }

  private async awaitLate(answer: Promise<unknown>, whenLate?: () => Promise<unknown>): Promise<void> {
    try {
      await answer;
      await whenLate?.();
    } catch {
      // The caller has already received the timeout error.
    } finally {
      this.isStuck = false;
    }
  }

  private noAnswer(): VaultError {
    const seconds = this.limit / 1000;
    return new VaultError(`the system's secret store did not respond within ${seconds} seconds`);
  }
}
