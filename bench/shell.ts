import { Engine, type RunOptions, withoutErrors } from '../test/support/engine.ts';
import { connect, importModule } from '../test/support/lab.ts';
import { accessToken } from '../test/support/tokens.ts';
import type { BenchServer } from './benchServer.ts';
import { bareClient, loadHttp } from './powershell.ts';

/** The time limit of a script, which is enough to list 100,000 alerts on a slow machine. */
const timeoutMilliseconds = 300_000;

/** A PowerShell process that runs measurements. It has a bare HTTP client for the baselines. */
export class Shell {
  readonly #setUp = new Set<string>();

  private constructor(
    readonly engine: Engine,
    readonly server: BenchServer,
  ) {}

  /** Starts a PowerShell process, imports the module, and signs in. */
  static async start(server: BenchServer): Promise<Shell> {
    const shell = await Shell.withoutModule(server);
    await shell.run(`${importModule}\n${connect(server, accessToken())}`);
    return shell;
  }

  static async withoutModule(server: BenchServer): Promise<Shell> {
    const shell = new Shell(await Engine.start(), server);
    await shell.run(loadHttp);
    await shell.run(bareClient(server.url));
    return shell;
  }

  /**
   * Runs a script, and returns the numbers that it writes.
   *
   * @throws {Error} The script reported an error, or exceeded the time limit.
   */
  async run(script: string, options?: RunOptions): Promise<number[]> {
    const result = await this.engine.run(script, { timeoutMilliseconds, ...options });
    return withoutErrors(result).output.map(({ text }) => Number(text));
  }

  /** Runs a setup script that several probes can share. A script that has already run is skipped. */
  async setUp(script: string): Promise<void> {
    if (!this.#setUp.has(script)) {
      this.#setUp.add(script);
      await this.run(script);
    }
  }

  /**
   * Runs a script, and returns the single number that it writes.
   *
   * @throws {Error} The script reported an error, exceeded the time limit, or did not write exactly one object.
   */
  async number(script: string, options?: RunOptions): Promise<number> {
    const [number, ...others] = await this.run(script, options);
    if (number === undefined || others.length > 0) {
      throw new Error(`One number is expected from: ${script}`);
    }
    return number;
  }

  close(): Promise<void> {
    return this.engine.close();
  }
}
