import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DocsLab } from '../support/docsLab.ts';
import { type RunResult, withoutErrors } from '../support/engine.ts';
import type { Handler, RecordedRequest } from '../support/graphServer.ts';
import { removeFolder } from '../support/removeFolder.ts';
import { blocks } from './blocks.ts';

export const recipesPage = 'docs/recipes.md';

const all = blocks().filter(({ file }) => file === recipesPage);

/** All blocks of code in docs/recipes.md. */
export const allRecipeBlocks = all.map(({ code }) => code);

/** Returns the blocks of code in one section of docs/recipes.md. */
export function recipeBlocks(heading: string): string[] {
  return all.filter((block) => block.heading === heading).map(({ code }) => code);
}

/** The sign-in block, which every recipe needs. */
export const [signIn = ''] = recipeBlocks('');

/** Runs recipes exactly as they are printed, each test in a separate folder. */
export class RecipeLab {
  #folder = '';
  #before = 0;

  private constructor(readonly docs: DocsLab) {}

  static async start(): Promise<RecipeLab> {
    return new RecipeLab(await DocsLab.start());
  }

  /** Creates an empty folder for a test, and starts its list of requests. Call removeFiles() after the test. */
  beginTest(): void {
    this.#folder = mkdtempSync(path.join(tmpdir(), 'pss-recipe-'));
    this.#before = this.docs.lab.graph.requests.length;
  }

  removeFiles(): void {
    removeFolder(this.#folder);
  }

  /** The requests to Graph in this test so far. */
  get sent(): RecordedRequest[] {
    return this.docs.lab.graph.requests.slice(this.#before);
  }

  /** The PATCH requests to Graph in this test so far. */
  get written(): RecordedRequest[] {
    return this.sent.filter(({ method }) => method === 'PATCH');
  }

  /** Runs blocks after the sign-in, in strict mode and with `$ErrorActionPreference` set to Stop. */
  async run(code: string, answer: Handler): Promise<RunResult> {
    this.docs.lab.graph.reply(answer);
    const strict = "Set-StrictMode -Version Latest; $ErrorActionPreference = 'Stop'";
    return (await this.docs.run(`${strict}\n${signIn}${code}`, this.#folder)).result;
  }

  async mustRun(code: string, answer: Handler): Promise<RunResult> {
    return withoutErrors(await this.run(code, answer));
  }

  /** Returns the lines of a file. An empty file has one empty line. */
  csv(name: string): string[] {
    const text = readFileSync(path.join(this.#folder, name), 'utf8');
    return text.replaceAll('\r\n', '\n').trimEnd().split('\n');
  }

  close(): Promise<void> {
    return this.docs.close();
  }
}
