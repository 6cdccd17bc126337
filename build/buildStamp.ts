import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileHash } from './fileHash.ts';
import { filesIn } from './filesIn.ts';
import { paths } from './paths.ts';
import { projectFiles } from './projectFiles.ts';

/**
 * Matches the paths of files that no build reads. All other project files count as inputs: an unnecessary build only
 * takes time, but without a necessary one, tests would run against outdated output.
 */
const notRead =
  /^(?:\.git|\.vscode\/|\.ci\/|test\/.*\.m?ts$|docs\/[^/]*$|(?:README|CONTRIBUTING|SECURITY)\.md$)/;

/** The folders with build output that the tests use. */
const made = ['dist', 'artifacts/bin', 'artifacts/powershell'];

/** A record of the last build's inputs and outputs, which shows whether a new build is necessary. */
export class BuildStamp {
  readonly #root: string;
  readonly #sdk: string;
  readonly #file: string;

  /**
   * @param root The root folder of the project.
   * @param sdk The version of the .NET SDK, which is also an input of the build.
   */
  constructor(root: string = paths.root, sdk: string = sdkVersion(root)) {
    this.#root = root;
    this.#sdk = sdk;
    this.#file = path.join(root, 'artifacts', 'build-stamp.json');
  }

  /** Whether the last build is up to date. */
  get isCurrent(): boolean {
    return (
      existsSync(this.#file) &&
      readFileSync(this.#file, 'utf8') === stampText(this.#inputs(), this.#outputs())
    );
  }

  /**
   * Runs a build, and writes the stamp if the build succeeds. The inputs are hashed before the build, so a file that
   * changes during the build makes the stamp outdated.
   */
  async around(build: () => Promise<void>): Promise<void> {
    rmSync(this.#file, { force: true });
    const inputs = this.#inputs();
    await build();
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

  /** Hashes the sizes and modification times of the output. Hashing the contents would take longer than many tests. */
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
