import { createHash } from 'node:crypto';
import { type SecretVault, VaultError } from './secretVault.ts';

export interface EntryLimits {
  /**
   * The maximum length of the base64 text in one entry, in characters, without the digest and the number of
   * parts.
   */
  readonly partSize: number;
  readonly maxParts: number;
}

/**
 * The format of an entry: the digest of the whole text, the number of parts, and one part of the text in
 * base64.
 */
const partPattern = /^([\w-]{43})\.(\d{1,3})\.(.*)$/s;

/**
 * Stores one text in a vault, in several entries if it is too long for one. Each entry contains the digest of
 * the whole text. A partially written text, or one mixed with another process's entries, is therefore treated
 * as missing.
 */
export class ProtectedStore {
  /** @param name The name of the first entry. The names of further entries have a number appended. */
  constructor(
    private readonly vault: SecretVault,
    private readonly name: string,
    private readonly limits: EntryLimits,
  ) {}

  /** Returns the stored text; undefined if there is none or it cannot be read. */
  async read(): Promise<string | undefined> {
    try {
      return await this.readWhole();
    } catch {
      return undefined;
    }
  }

  /**
   * Stores the text in place of any earlier one. If that fails, the store tries to delete all entries.
   * @returns The reason why the text could not be stored; undefined on success.
   */
  async write(text: string): Promise<string | undefined> {
    try {
      const parts = this.split(text);
      for (const [index, part] of parts.entries()) {
        await this.replace(this.part(index), part);
      }
      for (let index = parts.length; index < this.limits.maxParts; index += 1) {
        await this.vault.delete(this.part(index));
      }
      return undefined;
    } catch (error) {
      await this.deleteParts().catch(() => {});
      return reasonOf(error);
    }
  }

  /**
   * Deletes the text.
   * @returns The reason why the text may still be stored; undefined on success.
   */
  async delete(): Promise<string | undefined> {
    let reason: string | undefined;
    try {
      // Linux stores report a locked entry as missing. A write detects this, because it fails unless the
      // store is unlocked.
      await this.vault.set(this.name, 'deleted');
    } catch (error) {
      reason = reasonOf(error);
    }
    try {
      const wasThere = await this.deleteParts();
      return wasThere ? undefined : reason;
    } catch (error) {
      return reason ?? reasonOf(error);
    }
  }

  private async readWhole(): Promise<string | undefined> {
    const first = readPart(await this.vault.get(this.name));
    if (first === undefined || first.count > this.limits.maxParts) {
      return undefined;
    }
    let text = first.text;
    for (let index = 1; index < first.count; index += 1) {
      const part = readPart(await this.vault.get(this.part(index)));
      if (part?.digest !== first.digest) {
        return undefined;
      }
      text += part.text;
    }
    const whole = Buffer.from(text, 'base64').toString();
    return digestOf(whole) === first.digest ? whole : undefined;
  }

  /**
   * Splits the text into the values of its entries.
   * @throws {VaultError} The text is too long.
   */
  private split(text: string): string[] {
    const { partSize, maxParts } = this.limits;
    const encoded = Buffer.from(text).toString('base64');
    const count = Math.max(1, Math.ceil(encoded.length / partSize));
    if (count > maxParts) {
      throw new VaultError("the sign-in is too large for the system's secret store");
    }
    const head = `${digestOf(text)}.${count}.`;
    return Array.from(
      { length: count },
      (_, index) => head + (count === 1 ? encoded : encoded.slice(index * partSize, (index + 1) * partSize)),
    );
  }

  /**
   * Writes an entry. If that fails and an entry of the same name exists, which another program or version may
   * have created, deletes that entry and tries again.
   */
  private async replace(name: string, value: string): Promise<void> {
    try {
      await this.vault.set(name, value);
    } catch (error) {
      if (!(await this.vault.delete(name))) {
        throw error;
      }
      await this.vault.set(name, value);
    }
  }

  private async deleteParts(): Promise<boolean> {
    let wasThere = false;
    for (let index = this.limits.maxParts - 1; index >= 0; index -= 1) {
      wasThere = await this.vault.delete(this.part(index));
    }
    return wasThere;
  }

  private part(index: number): string {
    return index === 0 ? this.name : `${this.name}#${index}`;
  }
}

function readPart(value: string | null): { digest: string; count: number; text: string } | undefined {
  const [, digest = '', count = '', text = ''] = partPattern.exec(value ?? '') ?? [];
  return digest === '' ? undefined : { digest, count: Number(count), text };
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}

function reasonOf(error: unknown): string {
  return error instanceof VaultError ? error.message : "the system's secret store failed";
}
