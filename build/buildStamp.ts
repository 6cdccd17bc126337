import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileHash } from './fileHash.ts';
import { filesIn } from './filesIn.ts';
import { paths } from './paths.ts';
import { projectFiles } from './projectFiles.ts';

/**
 * What no build reads. Every other file of the project counts as read: a build too many costs a minute, and one too few makes a test
 * say what is no longer true.
 */
const notRead =
  /^(?:\.git|\.vscode\/|\.ci\/|test\/.*\.m?ts$|docs\/[^/]*$|(?:README|CONTRIBUTING|SECURITY)\.md$)/;

/** What a build makes, and tests run. */
const made = ['dist', 'artifacts/bin', 'artifacts/powershell'];

/** What the last build was made of and what it made, so that the same need not be built again. */
export class BuildStamp {
  readonly #root: string;
  readonly #sdk: string;
  readonly #file: string;

  /** @param sdk The version of the .NET SDK, which a build depends on as well. */
  constructor(root: string = paths.root, sdk: string = sdkVersion(root)) {
    this.#root = root;
    this.#sdk = sdk;
    this.#file = path.join(root, 'artifacts', 'build-stamp.json');
  }

  /** Whether a build would make what is there already. */
  get isCurrent(): boolean {
    return (
      existsSync(this.#file) &&
      readFileSync(this.#file, 'utf8') === stampText(this.#inputs(), this.#outputs())
    );
  }

  /**
   * Runs a build, which leaves a stamp only when it comes to its end. A file that changes while it runs is not taken for
   * one that it has read.
   */
  around(build: () => void): void {
    rmSync(this.#file, { force: true });
    const inputs = this.#inputs();
    build();
    mkdirSync(path.dirname(this.#file), { recursive: true });
    writeFileSync(this.#file, stampText(inputs, this.#outputs()));
  }

  #inputs(): string {
    const hash = createHash('sha256').update(`${this.#sdk}\n`);
    for (const name of projectFiles(this.#root).filter((each) => !notRead.test(each))) {
      hash.update(`${name}\n${fileHash(path.join(this.#root, name))}\n`);
    }
    return hash.digest('hex');
  }

  /** By size and time, as reading all of it would take longer than many a test. */
  #outputs(): string {
    const hash = createHash('sha256');
    for (const folder of made.map((name) => path.join(this.#root, name))) {
      for (const name of existsSync(folder) ? filesIn(folder) : []) {
        const { size, mtimeMs } = statSync(path.join(folder, name));
        hash.update(`${folder}/${name} ${size} ${mtimeMs}\n`);
      }
    }
    return hash.digest('hex');
  }
}

function sdkVersion(root: string): string {
  return spawnSync('dotnet', ['--version'], { cwd: root, encoding: 'utf8' }).stdout.trim();
}

function stampText(inputs: string, outputs: string): string {
  return `${JSON.stringify({ inputs, outputs })}\n`;
}
