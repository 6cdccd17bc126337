import { createHash } from 'node:crypto';
import { type SecretVault, VaultError } from './secretVault.ts';

export interface EntryLimits {
  /** Characters of text in one entry of the vault, without its head. */
  readonly partSize: number;
  readonly maxParts: number;
}

/** The digest of the whole text, the number of its parts, and this one. */
const partPattern = /^([\w-]{43})\.(\d{1,3})\.(.*)$/s;

/**
 * One text in a vault whose entries may be too short for it. Each part names the text that it belongs to, so
 * that one half written, or mixed up with that of another process, reads as nothing.
 */
export class ProtectedStore {
  /** @param name The name of its first entry. The names of the others end in a number. */
  constructor(
    private readonly vault: SecretVault,
    private readonly name: string,
    private readonly limits: EntryLimits,
  ) {}

  /** Undefined if nothing is kept, or nothing can be. */
  async read(): Promise<string | undefined> {
    try {
      return await this.readWhole();
    } catch {
      return undefined;
    }
  }

  /** Gives the reason where the text can't be kept; then nothing of it is. */
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

  /** Gives the reason where the text may still be kept. */
  async delete(): Promise<string | undefined> {
    let reason: string | undefined;
    try {
      // Linux' stores say of a locked text that there is none. To write needs them unlocked, or fails.
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

  /** @throws {VaultError} It is too long. */
  private split(text: string): string[] {
    const { partSize, maxParts } = this.limits;
    const encoded = Buffer.from(text).toString('base64');
    const count = Math.max(1, Math.ceil(encoded.length / partSize));
    if (count > maxParts) {
      throw new VaultError("it is too large for the system's secret store");
    }
    const head = `${digestOf(text)}.${count}.`;
    return Array.from(
      { length: count },
      (_, index) => head + (count === 1 ? encoded : encoded.slice(index * partSize, (index + 1) * partSize)),
    );
  }

  /** An entry of another program's, or of another version of this one, may have to go first. */
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
