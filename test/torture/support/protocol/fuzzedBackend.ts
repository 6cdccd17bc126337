import { version } from '../../../../src/protocol/version.ts';
import { frame, openParams, TestBackend } from '../../../backend/support/testBackend.ts';
import { GraphServer } from '../../../support/graphServer.ts';
import { accessToken } from '../../../support/tokens.ts';
import { Ledger } from './ledger.ts';
import type { Place } from './messages.ts';
import { SendAudit } from './sendAudit.ts';
import { fillerFor, readWire, type Wire } from './wireModel.ts';

const tenant = '72f988bf-0000-4000-8000-2d7cd011db47';

/**
 * The time limit for the answers to a batch and for the exit of a process. It is shorter while fast-check shrinks a
 * failure.
 */
const boundMilliseconds = 20_000;
const shrinkingMilliseconds = 1000;

/** The backend binary between a client that sends any bytes and a Graph stand-in that numbers its requests. */
export class FuzzedBackend {
  readonly place: Place;
  /** The totals of all batches that passed, and the number of processes started. */
  readonly counts = { frames: 0, bytes: 0, answers: 0, processes: 0 };
  readonly audit: SendAudit;
  #backend: TestBackend | undefined;
  #probes = 0;
  #hasFailed = false;

  private constructor(
    private readonly path: string,
    private readonly server: GraphServer,
    private readonly isReady: boolean,
  ) {
    const token = accessToken({ tid: tenant });
    const expired = accessToken({ tid: tenant, exp: 1_600_000_000 });
    this.place = { graph: server.url, version: isReady ? version : '0.0.9', token, expired, tenant };
    const tokens = new Map<unknown, string | undefined>([
      ['s', `Bearer ${token}`],
      ['o', undefined],
    ]);
    const audit = new SendAudit((session) => (tokens.has(session) ? tokens.get(session) : null));
    this.audit = audit;
    server.reply(({ request, response }) => {
      server.requests.length = 0;
      response.writeHead(200, { 'x-arrival': audit.note(request) }).end('{}');
    });
  }

  /**
   * Creates a fuzzed backend. If it is ready, its processes are initialized and have the sessions that `messages`
   * refers to. Otherwise, the client never completes the initialization.
   */
  static async start(path: string, { isReady = true } = {}): Promise<FuzzedBackend> {
    return new FuzzedBackend(path, await GraphServer.start(), isReady);
  }

  /** The name of the error that answers a request with an unknown method. */
  get #probeError(): string {
    return this.isReady ? 'MethodNotFound' : 'NotInitialized';
  }

  get pid(): number {
    return this.#backend?.pid ?? 0;
  }

  /**
   * Writes the pieces, the bytes that complete the last frame, and a request with a known answer. If too many bytes are
   * missing, closes the backend's input instead; the backend must then exit with code 0.
   * @throws A request in the bytes is not answered exactly once, an unexpected answer arrives, or the requests at Graph
   * differ from those that the answers report.
   */
  async feed(pieces: readonly Buffer[], frames: number = pieces.length): Promise<void> {
    const bytes = Buffer.concat(pieces);
    const filler = fillerFor(bytes);
    const wire = readWire(Buffer.concat([bytes, filler]));
    const ledger = new Ledger(wire);
    const backend = this.#backend ?? (await this.#begin());
    try {
      for (const piece of pieces) {
        backend.write(piece);
        await new Promise((resolve) => setImmediate(resolve));
      }
      const limit = this.#hasFailed ? shrinkingMilliseconds : boundMilliseconds;
      await bounded(limit, this.#settle(backend, ledger, wire, filler), () => ledger.missing);
      ledger.checkAnswers();
      this.audit.check(ledger);
      if (backend.stderr !== '') {
        throw new Error(`On standard error: ${backend.stderr}`);
      }
    } catch (error) {
      this.#backend = undefined;
      this.#hasFailed = true;
      await backend.stop();
      throw error;
    }
    this.counts.frames += frames;
    this.counts.bytes += bytes.length;
    this.counts.answers += ledger.answers;
  }

  async close(): Promise<void> {
    await this.#backend?.stop();
    await this.server.close();
  }

  async #begin(): Promise<TestBackend> {
    const backend = new TestBackend(this.path);
    this.#backend = backend;
    this.counts.processes += 1;
    this.audit.restart();
    if (this.isReady) {
      await backend.call('initialize', { version });
      await backend.call('session/open', openParams('s', this.place.graph, this.place.token));
      await backend.call('session/open', openParams('o', 'https://graph.invalid', this.place.token));
      this.audit.opened('s', tenant);
      this.audit.opened('o', tenant);
    } else {
      // The model does not know that a byte order mark before the first frame is skipped.
      backend.write(frame({ jsonrpc: '2.0', method: 'no/notification' }));
    }
    return backend;
  }

  async #settle(backend: TestBackend, ledger: Ledger, wire: Wire, filler: Buffer): Promise<void> {
    const ended = backend.exited.then((code): never => {
      throw new Error(`The backend ended with exit code ${code}. ${backend.stderr}`);
    });
    const mustEnd = wire.rest.kind !== 'nothing';
    this.#probes += 1;
    const probe = `probe ${this.#probes}`;
    const question = mustEnd ? Buffer.alloc(0) : frame({ jsonrpc: '2.0', id: probe, method: 'no/probe' });
    backend.write(Buffer.concat([filler, question]));
    let isProbed = mustEnd;
    while (!isProbed || !ledger.isComplete) {
      for (const answer of await Promise.race([backend.answers(), ended])) {
        if (answer.id !== probe) {
          ledger.take(answer);
        } else if (answer.error?.data.name === this.#probeError && !isProbed) {
          isProbed = true;
        } else {
          throw new Error(`Not the answer to the probe: ${JSON.stringify(answer)}`);
        }
      }
    }
    if (mustEnd) {
      this.#backend = undefined;
      ended.catch(() => {});
      backend.closeInput();
      const code = await backend.exited;
      if (code !== 0) {
        throw new Error(`The exit code was ${code} in the middle of a frame.`);
      }
    }
  }
}

async function bounded(limit: number, work: Promise<void>, whatIsMissing: () => string): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`Not done within ${limit} ms: ${whatIsMissing()}`)), limit);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
