import { secrets } from 'bun';
import { raced } from '../abort.ts';

const SERVICE = 'PartnerSecurityScore';

/** Bytes of one entry: Windows' Credential Manager takes 2,560. */
const MAX_PART = 2048;

/** Milliseconds for the store to answer; a locked one may be waiting for its user. */
const TIME_LIMIT = 30_000;

/**
 * Text that the operating system keeps encrypted for the user: in Windows' Credential Manager (which uses
 * DPAPI), macOS' Keychain, or the Secret Service of a Linux desktop.
 */
export class ProtectedStore {
  constructor(private readonly name: string) {}

  /** Undefined where nothing is kept, or nothing can be. */
  async read(): Promise<string | undefined> {
    try {
      const parts: string[] = [];
      for (;;) {
        const part = await limited(secrets.get(this.part(parts.length)));
        if (part === null) {
          break;
        }
        parts.push(part);
      }
      return parts.length === 0 ? undefined : Buffer.from(parts.join(''), 'base64').toString();
    } catch {
      return undefined;
    }
  }

  /** Gives the reason where the text can't be kept; then nothing is. */
  async write(text: string): Promise<string | undefined> {
    const parts =
      Buffer.from(text)
        .toString('base64')
        .match(new RegExp(`.{1,${MAX_PART}}`, 'g')) ?? [];
    try {
      for (const [index, value] of parts.entries()) {
        await limited(secrets.set({ ...this.part(index), value }));
      }
      await this.deleteFrom(parts.length);
      return undefined;
    } catch {
      await this.delete();
      return storeOf[process.platform] ?? 'this system has no store for secrets';
    }
  }

  async delete(): Promise<void> {
    try {
      await this.deleteFrom(0);
    } catch {
      // A store that can't be reached has nothing of ours that could be deleted.
    }
  }

  private async deleteFrom(first: number): Promise<void> {
    for (let index = first; await limited(secrets.delete(this.part(index))); index += 1) {}
  }

  private part(index: number): { service: string; name: string } {
    return { service: SERVICE, name: `${this.name}#${index}` };
  }
}

const storeOf: Partial<Record<NodeJS.Platform, string>> = {
  win32: "Windows' Credential Manager does not take it",
  darwin: 'the Keychain does not take it',
  linux: 'no Secret Service (such as GNOME Keyring or KWallet) can be reached and unlocked',
};

function limited<T>(promise: Promise<T>): Promise<T> {
  return raced(promise, AbortSignal.timeout(TIME_LIMIT));
}
