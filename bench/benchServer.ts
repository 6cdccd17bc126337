import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('server.ts', import.meta.url));

/** Starts and controls the benchmark's HTTP server, which runs in a separate process. */
export class BenchServer {
  #answer = '';
  readonly #closed: Promise<unknown>;

  private constructor(
    private readonly child: ChildProcessByStdio<Writable, Readable, null>,
    /** The base URL without a trailing slash, such as `http://127.0.0.1:40123`. */
    readonly url: string,
  ) {
    this.#closed = once(child, 'close');
  }

  static async start(): Promise<BenchServer> {
    const child = spawn(process.execPath, [program], { stdio: ['pipe', 'pipe', 'inherit'] });
    const url = await new Promise<string>((resolve, reject) => {
      createInterface({ input: child.stdout }).once('line', resolve);
      child.once('error', reject).once('exit', (code) => reject(new Error(`The server ended: ${code}.`)));
    });
    return new BenchServer(child, url);
  }

  /** Sets the JSON text of the 200 responses to requests other than GET. Without it, the server responds with 204. */
  async answer(text = ''): Promise<void> {
    if (text !== this.#answer) {
      const { status } = await fetch(this.url, { method: 'PUT', body: text });
      if (status !== 204) {
        throw new Error(`The server did not take the answer: ${status}.`);
      }
      this.#answer = text;
    }
  }

  /** Returns the number of pages of alerts that the server has sent since the previous call. */
  async pages(): Promise<number> {
    return Number(await (await fetch(`${this.url}/pages`)).text());
  }

  async close(): Promise<void> {
    this.child.stdin.end();
    await this.#closed;
  }
}
