import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Engine, psQuote, withoutErrors } from '../../support/engine.ts';

/** A PowerShell engine that reads the parts of packages, with a temporary folder for them. */
export class PartReader {
  readonly #folder = mkdtempSync(path.join(tmpdir(), 'pss-parts-'));
  readonly #engine: Engine;

  private constructor(engine: Engine) {
    this.#engine = engine;
  }

  static async start(): Promise<PartReader> {
    return new PartReader(await Engine.start());
  }

  /** Returns the output of a script, which must not report errors. */
  async texts(script: string): Promise<string[]> {
    return withoutErrors(await this.#engine.run(script)).output.map((each) => each.text);
  }

  /** Writes text to a file, and returns the output of an expression in which `$file` is the path of the file. */
  about(text: string, expression: string): Promise<string[]> {
    const file = path.join(this.#folder, 'part.psd1');
    writeFileSync(file, text);
    return this.texts(`$file = ${psQuote(file)}\n${expression}`);
  }

  async close(): Promise<void> {
    await this.#engine.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
