import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import type {
  OperationRequest,
  SendOptions,
  SendParams,
  SendResult,
} from '../../../src/protocol/protocol.ts';
import { version } from '../../../src/protocol/version.ts';

type Json = Record<string, unknown>;

/** An answer of the backend to any request. */
export interface Answer {
  id: number | string | null;
  result?: Json;
  error?: { code: number; message: string; data: { name: string; mayHaveBeenSent: boolean } };
}

/** A request from the backend to its client. */
export interface BackendRequest {
  id: number;
  method: string;
  params: Json;
}

/** A notification from the backend. It contains the id of a request, unless its method is `proxy/authenticated`. */
export interface Notification {
  method: string;
  params: Json & { id: number | string };
}

/** The variables that the backend inherits: the search path, and the locations of system and temporary folders. */
const systemEnvironment = ['PATH', 'SystemRoot', 'windir', 'TEMP', 'TMP', 'TMPDIR'];

export function frame(message: unknown): Buffer {
  const json = Buffer.from(typeof message === 'string' ? message : JSON.stringify(message));
  return Buffer.concat([Buffer.from(`Content-Length: ${json.length}\r\n\r\n`), json]);
}

/**
 * A running backend binary, and a client that frames and parses messages itself. It shares only the version and the
 * type declarations with the backend.
 */
export class TestBackend {
  /** The output on standard error so far. */
  stderr = '';
  readonly exited: Promise<number | null>;
  /** All notifications in the order of their arrival. */
  readonly notifications: Notification[] = [];
  /** The tenant of each session that `openSession` opened; null when the token names none. */
  private readonly tenants = new Map<string, string | null>();
  private readonly asked: BackendRequest[] = [];
  private readonly child: ChildProcessWithoutNullStreams;
  private readonly waiting = new Map<number | string | null, (answer: Answer) => void>();
  private readonly unclaimed: Answer[] = [];
  private readonly arrivals = new EventEmitter();
  private received = Buffer.alloc(0);
  private lastId = 0;

  constructor(path: string, environment: Record<string, string> = {}) {
    const own = Object.fromEntries(systemEnvironment.map((name) => [name, process.env[name]]));
    const fixed = { BUN_ENABLE_CRASH_REPORTING: '0', DO_NOT_TRACK: '1', NODE_USE_SYSTEM_CA: '1' };
    this.child = spawn(path, [], { env: { ...own, ...fixed, ...environment } });
    this.child.stdout.on('data', (chunk: Buffer) => this.receive(chunk));
    this.child.stderr.on('data', (chunk: Buffer) => {
      this.stderr += chunk.toString();
    });
    this.child.stdin.on('error', () => {});
    this.exited = once(this.child, 'close').then(([code]) => code as number | null);
  }

  /** Starts and initializes a backend, and opens a session "s" for this Graph endpoint. */
  static async ready(
    path: string,
    endpoint: string,
    token: string,
    environment?: Record<string, string>,
  ): Promise<TestBackend> {
    const backend = new TestBackend(path, environment);
    await backend.call('initialize', { version });
    await backend.openSession('s', endpoint, token);
    return backend;
  }

  get pid(): number | undefined {
    return this.child.pid;
  }

  /** Writes bytes to the backend's standard input. */
  write(bytes: Buffer | string): void {
    this.child.stdin.write(bytes);
  }

  /** Sends a request without waiting for its answer. */
  request(method: string, params?: unknown): { id: number; answer: Promise<Answer> } {
    this.lastId += 1;
    const id = this.lastId;
    const answer = this.answer(id);
    this.write(frame({ jsonrpc: '2.0', id, method, params }));
    return { id, answer };
  }

  /** Sends a request and returns its answer, whether it is a result or an error. */
  ask(method: string, params?: unknown): Promise<Answer> {
    return this.request(method, params).answer;
  }

  /**
   * Sends a request and returns its result.
   * @throws if the answer is an error.
   */
  async call(method: string, params?: unknown): Promise<Json> {
    const { result, error } = await this.ask(method, params);
    if (result === undefined) {
      throw new Error(`${method}: ${error?.data.name}: ${error?.message}`);
    }
    return result;
  }

  async openSession(session: string, endpoint: string, token: string): Promise<Json> {
    const result = await this.call('session/open', openParams(session, endpoint, token));
    this.tenants.set(session, result['tenantId'] as string | null);
    return result;
  }

  async send(params: Partial<SendParams> & { url: string }): Promise<SendResult> {
    return (await this.call('graph/send', this.withTenant(params))) as unknown as SendResult;
  }

  /** Sends an operation of the API description. */
  async sendOperation(params: OperationRequest & Partial<SendOptions>): Promise<SendResult> {
    const tenantId = this.tenants.get(params.session ?? 's') ?? null;
    const options = { session: 's', tenantId, headers: [], body: null, timeoutSeconds: 20 };
    return (await this.call('graph/send', { ...options, ...params })) as unknown as SendResult;
  }

  /** Sends a `graph/send` request without waiting for its answer. */
  requestSend(params: Partial<SendParams> & { url: string }): { id: number; answer: Promise<Answer> } {
    return this.request('graph/send', this.withTenant(params));
  }

  /**
   * Returns the error of a `graph/send` request.
   * @throws if the request succeeds.
   */
  async sendError(params: Partial<SendParams> & { url: string }): Promise<NonNullable<Answer['error']>> {
    const { error } = await this.ask('graph/send', this.withTenant(params));
    if (error === undefined) {
      throw new Error('graph/send succeeded.');
    }
    return error;
  }

  /** Returns the params of a `graph/send` request, with the tenant of its session. */
  withTenant(params: Partial<SendParams> & { url: string }): object {
    return sendParams({ tenantId: this.tenants.get(params.session ?? 's') ?? null, ...params });
  }

  cancel(id: number): void {
    this.write(frame({ jsonrpc: '2.0', method: '$/cancelRequest', params: { id } }));
  }

  /** Resolves with the next answer to this id. Errors about messages without a usable id have the id null. */
  answer(id: number | string | null): Promise<Answer> {
    const index = this.unclaimed.findIndex((answer) => answer.id === id);
    const [early] = index < 0 ? [] : this.unclaimed.splice(index, 1);
    return early ? Promise.resolve(early) : new Promise((resolve) => this.waiting.set(id, resolve));
  }

  /** Waits for at least one unclaimed answer, and resolves with all of them. */
  async answers(): Promise<Answer[]> {
    while (this.unclaimed.length === 0) {
      await once(this.arrivals, 'answer');
    }
    return this.unclaimed.splice(0);
  }

  /**
   * Resolves with a notification about the request with this id.
   * @param number The position among the notifications about the request, counted from 1.
   */
  async notification(id: number | string, number = 1): Promise<Notification> {
    for (;;) {
      const found = this.notifications.filter(({ params }) => params.id === id)[number - 1];
      if (found !== undefined) {
        return found;
      }
      await once(this.arrivals, 'notification');
    }
  }

  /** Resolves with the next request of this method from the backend. */
  async requestFromBackend(method: string): Promise<BackendRequest> {
    for (;;) {
      const index = this.asked.findIndex((request) => request.method === method);
      const [found] = index < 0 ? [] : this.asked.splice(index, 1);
      if (found !== undefined) {
        return found;
      }
      await once(this.arrivals, 'request');
    }
  }

  /** Answers a request from the backend. */
  reply(id: number, answer: { result: object } | { error: { code: number; message: string } }): void {
    this.write(frame({ jsonrpc: '2.0', id, ...answer }));
  }

  closeInput(): void {
    this.child.stdin.end();
  }

  /** Closes the backend's standard output for reading. */
  closeOutput(): void {
    this.child.stdout.destroy();
  }

  async stop(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.exited;
  }

  private receive(chunk: Buffer): void {
    this.received = Buffer.concat([this.received, chunk]);
    for (;;) {
      const end = this.received.indexOf('\r\n\r\n');
      const length = Number(
        /^Content-Length: (\d+)$/.exec(this.received.toString('latin1', 0, Math.max(end, 0)))?.[1],
      );
      if (end < 0 || this.received.length < end + 4 + length) {
        return;
      }
      const json = this.received.toString('utf8', end + 4, end + 4 + length);
      this.received = this.received.subarray(end + 4 + length);
      const message = JSON.parse(json) as Answer | Notification | BackendRequest;
      if ('method' in message && 'id' in message) {
        this.asked.push(message);
        this.arrivals.emit('request');
      } else if ('method' in message) {
        this.notifications.push(message);
        this.arrivals.emit('notification');
      } else {
        this.takeAnswer(message);
      }
    }
  }

  private takeAnswer(answer: Answer): void {
    const waiting = this.waiting.get(answer.id);
    this.waiting.delete(answer.id);
    if (waiting === undefined) {
      this.unclaimed.push(answer);
      this.arrivals.emit('answer');
    } else {
      waiting(answer);
    }
  }
}

export function openParams(session: string, graphEndpoint: string, accessToken: string): object {
  return {
    session,
    environment: { name: 'Lab', graphEndpoint, azureADEndpoint: 'https://login.microsoftonline.com' },
    credential: { type: 'accessToken', accessToken },
  };
}

export function sendParams(params: Partial<SendParams> & { url: string }): object {
  return {
    session: 's',
    tenantId: null,
    method: 'PATCH',
    headers: [],
    body: '{}',
    timeoutSeconds: 20,
    ...params,
  };
}
