import { type SecretVault, VaultError } from './secretVault.ts';

/**
 * A vault that answers in time. One that is locked may be waiting for its user, and a broken one waits forever. Calls can't be taken back, and each holds a thread: so nothing more is asked of a vault that owes an
 * answer.
 */
export class LimitedVault implements SecretVault {
  private isStuck = false;

  /** @param limit Milliseconds for each answer. */
  constructor(
    private readonly vault: SecretVault,
    private readonly limit: number,
  ) {}

  get(name: string): Promise<string | null> {
    return this.limited(this.vault.get.bind(this.vault, name));
  }

  set(name: string, value: string): Promise<void> {
    // The caller has gone on without it, so what is kept too late must not stay.
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
      // Nobody waits for it any more.
    } finally {
      this.isStuck = false;
    }
  }

  private noAnswer(): VaultError {
    const seconds = this.limit / 1000;
    return new VaultError(`the system's secret store did not respond within ${seconds} seconds`);
  }
}
