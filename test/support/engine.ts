import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { engineProgram } from './engineProgram.ts';
import type { RunResult } from './runResult.ts';

export { psQuote } from './psQuote.ts';
export type { ChoicePrompt, PsError, PsObject, RunResult } from './runResult.ts';
export { errorsOf, plain, withoutErrors } from './runResult.ts';

type Environment = Record<string, string | undefined>;

export interface EngineOptions {
  /** Added to this process's environment; undefined takes a variable away. */
  env?: Environment;
  cwd?: string;
}

export interface RunOptions {
  /** Made on first use; scripts of one runspace run one after the other. Default "main". */
  runspace?: string;
  /** Culture and UI culture of the pipeline, such as de-DE. Default en-US. */
  culture?: string;
  /** Indexes with which prompts for a choice are answered, in order. With none left the host can't ask. */
  choices?: number[];
  /** After this long the engine is ended and the call fails. Default 60,000. */
  timeoutMilliseconds?: number;
}

export interface LoadedAssembly {
  fullName: string;
  /** Path, or empty for one that came from memory. */
  location: string;
}

interface Request extends Omit<RunOptions, 'timeoutMilliseconds'> {
  op: string;
  script?: string;
}

interface PendingCall {
  resolve: (answer: unknown) => void;
  reject: (error: Error) => void;
  timer: NodeJS.Timeout;
}

const defaultTimeout = 60_000;

const MAX_STARTS = 3;

/** A `pwsh` in a process of its own, driven script by script. */
export class Engine {
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #pending = new Map<number, PendingCall>();
  readonly #ended: Promise<void>;
  #pid = 0;
  #lastId = 0;
  #stderr = '';
  #death: Error | undefined;

  /**
   * Resolves when the host is up. Fails when it isn't built or can't be started. One that ends without a word before it is up
   * is started again: `pwsh` did that once in some thousands of starts, for no reason that could be found.
   */
  static async start(options: EngineOptions = {}): Promise<Engine> {
    const env: Environment = {
      ...process.env,
      POWERSHELL_TELEMETRY_OPTOUT: '1',
      POWERSHELL_UPDATECHECK: 'Off',
      ...options.env,
    };
    for (let starts = 1; ; starts += 1) {
      const engine = new Engine(env, options.cwd);
      try {
        const greeting = (await engine.#expect(0, 'start', defaultTimeout)) as { pid: number };
        engine.#pid = greeting.pid;
        return engine;
      } catch (error) {
        if (engine.#child.exitCode !== 0 || starts === MAX_STARTS) {
          throw error;
        }
        console.warn(`${String(error)} It was not up yet, and is started again.`);
      }
    }
  }

  private constructor(env: Environment, cwd: string | undefined) {
    const [program, ...args] = engineProgram();
    this.#child = spawn(program, args, { env, ...(cwd === undefined ? {} : { cwd }) });
    this.#child.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.#stderr = (this.#stderr + text).slice(-4096);
    });
    createInterface({ input: this.#child.stdout }).on('line', (line) => this.#accept(line));
    // A write to a process that has just died is told by its end.
    this.#child.stdin.on('error', () => {});
    this.#ended = new Promise((resolve) => {
      this.#child.on('error', (error) => {
        this.#die(`The engine (${program}) could not be started: ${error.message}`);
        resolve();
      });
      this.#child.on('close', (code, signal) => {
        this.#die(`The engine ended (${signal ?? `exit code ${code}`}). ${this.#stderr}`.trim());
        resolve();
      });
    });
  }

  get pid(): number {
    return this.#pid;
  }

  /** The end of what came on standard error. */
  get stderr(): string {
    return this.#stderr;
  }

  /** Runs a script as its own pipeline in the runspace's global scope. Its errors are in the result. */
  run(script: string, options: RunOptions = {}): Promise<RunResult> {
    const { timeoutMilliseconds = defaultTimeout, ...request } = options;
    return this.#call<RunResult>({ op: 'run', script, ...request }, timeoutMilliseconds);
  }

  /** Stops the running pipeline, as Ctrl+C does; gives the milliseconds until it had stopped. */
  async stop(runspace = 'main'): Promise<number> {
    const answer = await this.#call<{ milliseconds: number }>({ op: 'stop', runspace });
    return answer.milliseconds;
  }

  async closeRunspace(runspace: string): Promise<void> {
    await this.#call({ op: 'close', runspace });
  }

  /** The assemblies loaded in the engine's process. */
  async assemblies(): Promise<LoadedAssembly[]> {
    const answer = await this.#call<{ assemblies: LoadedAssembly[] }>({ op: 'assemblies' });
    return answer.assemblies;
  }

  /** Ends the process and resolves when it is gone. Calls still pending fail. */
  async close(): Promise<void> {
    // What it leaves behind may hold its output open.
    this.#child.once('exit', () => this.#child.stdout.destroy());
    this.#child.stdin.end();
    const impatience = setTimeout(() => this.#child.kill('SIGKILL'), 5000);
    await this.#ended;
    clearTimeout(impatience);
  }

  #call<T>(request: Request, timeout = defaultTimeout): Promise<T> {
    this.#lastId += 1;
    const id = this.#lastId;
    const answer = this.#expect(id, request.script ?? request.op, timeout);
    this.#child.stdin.write(`${JSON.stringify({ id, ...request })}\n`);
    return answer as Promise<T>;
  }

  #expect(id: number, what: string, timeout: number): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (this.#death !== undefined) {
        reject(this.#death);
        return;
      }
      const timer = setTimeout(() => {
        this.#die(`The engine was ended: no answer within ${timeout} ms to: ${what.slice(0, 200)}`);
        this.#child.kill('SIGKILL');
      }, timeout);
      this.#pending.set(id, { resolve, reject, timer });
    });
  }

  #accept(line: string): void {
    const answer = JSON.parse(line) as { id: number; failure?: string };
    const call = this.#pending.get(answer.id);
    if (call === undefined) {
      return;
    }
    this.#pending.delete(answer.id);
    clearTimeout(call.timer);
    if (answer.failure === undefined) {
      call.resolve(answer);
    } else {
      call.reject(new Error(answer.failure));
    }
  }

  #die(reason: string): void {
    this.#death ??= new Error(reason);
    for (const call of this.#pending.values()) {
      clearTimeout(call.timer);
      call.reject(this.#death);
    }
    this.#pending.clear();
  }
}
