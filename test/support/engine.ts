import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { engineProgram } from './engineProgram.ts';
import type { RunResult } from './runResult.ts';

export { psQuote } from './psQuote.ts';
export type { ChoicePrompt, PsError, PsObject, RunResult } from './runResult.ts';
export { errorsOf, plain, withoutErrors } from './runResult.ts';

type Environment = Record<string, string | undefined>;

export interface EngineOptions {
  /** Variables to add to this process's environment; `undefined` removes a variable. */
  env?: Environment;
  cwd?: string;
}

export interface RunOptions {
  /** The runspace, created on first use. Scripts in one runspace run one after another. Default "main". */
  runspace?: string;
  /** The culture and UI culture of the pipeline, such as de-DE. Default en-US. */
  culture?: string;
  /** Indexes that answer choice prompts, in order. When none is left, the host cannot prompt. */
  choices?: number[];
  /** The time limit of the run; when it expires, the engine is killed and the call fails. Default 60,000. */
  timeoutMilliseconds?: number;
}

export interface LoadedAssembly {
  fullName: string;
  /** The path; empty for an assembly that was loaded from memory. */
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

/** A `pwsh` process that runs one script at a time in each runspace. */
export class Engine {
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #pending = new Map<number, PendingCall>();
  readonly #ended: Promise<void>;
  #pid = 0;
  #lastId = 0;
  #stderr = '';
  #death: Error | undefined;

  /**
   * Starts the engine, and resolves when the host is ready.
   * If the engine exits before that, it is started again (MAX_STARTS starts in total): where addresses are random, one
   * in several thousand Wine processes ends at once, as build/windows/withFixedAddresses.ts explains.
   * @throws The host is not built, or cannot be started.
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
        const { exitCode } = engine.#child;
        // The code is negative when the program could not be started.
        if (exitCode === null || exitCode < 0 || starts === MAX_STARTS) {
          throw error;
        }
        console.warn(`${String(error).replace(/\.?$/, '.')} It was not up yet, and is started again.`);
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
    // Writing to a process that has just exited fails. The "close" event reports the exit.
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

  /** The last 4,096 characters of standard error. */
  get stderr(): string {
    return this.#stderr;
  }

  /** Runs a script as a pipeline in the runspace's global scope. The result includes the script's errors. */
  run(script: string, options: RunOptions = {}): Promise<RunResult> {
    const { timeoutMilliseconds = defaultTimeout, ...request } = options;
    return this.#call<RunResult>({ op: 'run', script, ...request }, timeoutMilliseconds);
  }

  /** Stops the running pipeline as Ctrl+C does. Returns the time until it stopped, in milliseconds. */
  async stop(runspace = 'main'): Promise<number> {
    const answer = await this.#call<{ milliseconds: number }>({ op: 'stop', runspace });
    return answer.milliseconds;
  }

  async closeRunspace(runspace: string): Promise<void> {
    await this.#call({ op: 'close', runspace });
  }

  async assemblies(): Promise<LoadedAssembly[]> {
    const answer = await this.#call<{ assemblies: LoadedAssembly[] }>({ op: 'assemblies' });
    return answer.assemblies;
  }

  /** Ends the process, and resolves when it has exited. Pending calls fail. */
  async close(): Promise<void> {
    // Child processes of the engine can keep its output open, which would delay the "close" event.
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
