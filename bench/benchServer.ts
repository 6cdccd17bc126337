import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('server.ts', import.meta.url));

/** The service that all requests go to, in a process of its own. */
export class BenchServer {
  #answer = '';
  readonly #closed: Promise<unknown>;

  private constructor(
    private readonly child: ChildProcessByStdio<Writable, Readable, null>,
    /** The address, such as http://127.0.0.1:40123, without a slash at the end. */
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

  /** From now on it answers 200 with this JSON text; or, without one, 204. */
  async answer(text = ''): Promise<void> {
    if (text !== this.#answer) {
      const { status } = await fetch(this.url, { method: 'PUT', body: text });
      if (status !== 204) {
        throw new Error(`The server did not take the answer: ${status}.`);
      }
      this.#answer = text;
    }
  }

  /** How many pages of alerts it has given since it was asked before. */
  async pages(): Promise<number> {
    return Number(await (await fetch(`${this.url}/pages`)).text());
  }

  async close(): Promise<void> {
    this.child.stdin.end();
    await this.#closed;
  }
}
