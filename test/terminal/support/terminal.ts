import { type IPty, spawn } from '@lydell/node-pty';
import { enginePwsh } from '../../support/engineProgram.ts';
import { Home } from './home.ts';
import { Screen } from './screen.ts';

export interface TerminalOptions {
  /** The width of the screen. The default is 80. */
  columns?: number;
  /** Variables to add to this process's environment. */
  env?: Record<string, string>;
  /** A script that runs in the global scope before the first prompt. */
  setUp?: string;
  /** The script of the user's profile. Without it, no profile runs. */
  profile?: string;
}

interface Waiter {
  isMet: () => boolean;
  resolve: () => void;
  reject: (reason: Error) => void;
}

/** Keys as a terminal sends them to PSReadLine in Emacs mode. */
export const key = {
  ctrlC: '\x03',
  enter: '\r',
  tab: '\t',
  /** Ctrl+U, which deletes the line up to the cursor. */
  clear: '\x15',
} as const;

/** The time in milliseconds after which a wait fails with the content of the screen. */
const patience = 50_000;

const rows = 50;

/**
 * The prompt contains the number of its command, so each prompt is different. The edit mode is the same on all systems.
 */
const promptScript = `
  function global:prompt { "PS $($MyInvocation.HistoryId)> " }
  Set-PSReadLineOption -EditMode Emacs -PredictionSource None`;

/** A `pwsh` in a pseudo-terminal, with a temporary home folder. Tests control it with keys. */
export class Terminal {
  readonly #home = new Home();
  readonly #columns: number;
  readonly #screen: Screen;
  readonly #process: IPty;
  readonly #waiters = new Set<Waiter>();
  #exitCode: number | undefined;
  #promptNumber = 0;
  #promptRow = 0;
  #outputRow = 0;

  /** Starts an interactive `pwsh`, and resolves at its first prompt. */
  static async start({ setUp = '', profile, ...options }: TerminalOptions = {}): Promise<Terminal> {
    const terminal = new Terminal(options, (home) => {
      if (profile !== undefined) {
        home.write('config/powershell/profile.ps1', profile);
      }
      const script = home.write('setUp.ps1', `${promptScript}\n${setUp}`);
      return [...(profile === undefined ? ['-NoProfile'] : []), '-NoExit', '-File', script];
    });
    await terminal.prompted();
    return terminal;
  }

  /** Starts a `pwsh` with `-NonInteractive` that runs a command, and then exits. */
  static nonInteractive(command: string, options: Pick<TerminalOptions, 'columns' | 'env'>): Terminal {
    return new Terminal(options, () => ['-NoProfile', '-NonInteractive', '-Command', command]);
  }

  private constructor(
    { columns = 80, env }: Pick<TerminalOptions, 'columns' | 'env'>,
    args: (home: Home) => string[],
  ) {
    this.#columns = columns;
    const [program, ...first] = enginePwsh();
    this.#process = spawn(program, [...first, '-NoLogo', ...args(this.#home)], {
      name: 'xterm-256color',
      cols: columns,
      rows,
      cwd: this.#home.path,
      env: {
        ...process.env,
        ...this.#home.env,
        POWERSHELL_TELEMETRY_OPTOUT: '1',
        POWERSHELL_UPDATECHECK: 'Off',
        ...env,
      },
    });
    this.#screen = new Screen({ columns, rows }, (answer) => this.#process.write(answer));
    this.#process.onData(async (output) => {
      await this.#screen.write(output);
      this.#look();
    });
    this.#process.onExit(async ({ exitCode }) => {
      await this.#screen.write('');
      this.#exitCode = exitCode;
      this.#look();
    });
  }

  /** Sends keys to the terminal. */
  type(keys: string): void {
    this.#process.write(keys);
  }

  /** Types a line at the prompt and presses Enter. */
  enter(line: string): void {
    const length = this.#prompt.length + line.length;
    this.#outputRow = this.#promptRow + Math.floor(length / this.#columns) + 1;
    this.type(`${line}${key.enter}`);
  }

  /** Resolves at the next prompt with the lines that the command wrote. */
  async prompted(): Promise<string[]> {
    const last = this.#promptNumber;
    await this.#until('the next prompt', () => {
      const { row, column } = this.#screen.cursor;
      this.#promptNumber = Number(/^PS (\d+)>$/.exec(this.#screen.lines(row)[0] ?? '')?.[1] ?? last);
      return this.#promptNumber > last && column === this.#prompt.length;
    });
    this.#promptRow = this.#screen.cursor.row;
    return this.output.slice(0, this.#promptRow - this.#outputRow);
  }

  /** Runs a line and returns the lines that it wrote. */
  run(line: string): Promise<string[]> {
    this.enter(line);
    return this.prompted();
  }

  /** Resolves with the lines below the last command when they match the pattern. */
  async shows(pattern: RegExp): Promise<string[]> {
    await this.#until(String(pattern), () => pattern.test(this.output.join('\n')));
    return this.output;
  }

  /**
   * Types keys at the prompt, and returns the line and the lines below it after the keys have been processed. Clears
   * the line afterwards.
   */
  async edited(keys: string): Promise<string[]> {
    this.#outputRow = this.#promptRow;
    // Keys are processed in order, so the final "#" appears when all other keys have been processed.
    this.type(`${keys}#`);
    const [first = '', ...others] = await this.shows(/#$/m);
    const line = first.slice(this.#prompt.length);
    await this.run(`${key.clear}$null`);
    return [line, ...others];
  }

  /** The lines below the last command. */
  get output(): string[] {
    return this.#screen.lines(this.#outputRow);
  }

  /** Resolves with the exit code. */
  async exited(): Promise<number | undefined> {
    await this.#until('the end of pwsh', () => this.#exitCode !== undefined);
    return this.#exitCode;
  }

  /** Ends the process as a closed window does, and deletes its home folder. */
  async end(): Promise<void> {
    if (this.#exitCode === undefined) {
      this.#process.kill();
      const impatience = setTimeout(() => process.kill(this.#process.pid, 'SIGKILL'), 5000);
      await this.exited();
      clearTimeout(impatience);
    }
    this.#screen.dispose();
    this.#home.remove();
  }

  get #prompt(): string {
    return `PS ${this.#promptNumber}> `;
  }

  #look(): void {
    for (const { isMet, resolve, reject } of this.#waiters) {
      if (isMet()) {
        resolve();
      } else if (this.#exitCode !== undefined) {
        reject(new Error('pwsh has ended'));
      }
    }
  }

  async #until(what: string, isMet: () => boolean): Promise<void> {
    let waiter: Waiter | undefined;
    let timer: NodeJS.Timeout | undefined;
    try {
      await new Promise<void>((resolve, reject) => {
        waiter = { isMet, resolve, reject };
        this.#waiters.add(waiter);
        timer = setTimeout(() => reject(new Error(`not within ${patience} ms`)), patience);
        this.#look();
      });
    } catch (error) {
      throw new Error(`Waited for ${what}: ${(error as Error).message}.\n${this.#screen.lines().join('\n')}`);
    } finally {
      clearTimeout(timer);
      this.#waiters.delete(waiter as Waiter);
    }
  }
}
