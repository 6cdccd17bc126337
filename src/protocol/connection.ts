import type { Readable, Writable } from 'node:stream';
import { doubt, errorMember, ProtocolError } from './errors.ts';
import { frameOf, type OutgoingMessage } from './frame.ts';
import { FrameParser } from './frameParser.ts';
import { isId, type Message, readMessage } from './message.ts';
import {
  type InitializeParams,
  type InitializeResult,
  Method,
  type RequestParams,
  requiredMembers,
} from './protocol.ts';

/** What a handler gets beside the params of its request. */
export interface RequestContext {
  /** Its reason is what to fail with. */
  signal: AbortSignal;
  /** Sends a notification about the request: the request's id is added to its params. */
  notify: (method: string, params: object) => void;
  /**
   * Asks the client for something, also after the request has ended.
   * @throws {ProtocolError} ClientFailed: the client can't do it; the message is its own.
   */
  ask: (method: string, params: object) => Promise<unknown>;
}

/** Each answers one method's requests with a result or a ProtocolError; `initialize` is the connection's own. */
export type Handlers = {
  readonly [Name in Exclude<keyof RequestParams, typeof Method.Initialize>]: (
    params: RequestParams[Name],
    context: RequestContext,
  ) => object | Promise<object>;
};

export interface ServerOptions {
  input: Readable;
  output: Writable;
  version: string;
  handlers: Handlers;
  /** The client has closed the input, or no longer reads the output. */
  onClose: () => void;
}

type Kind<K extends Message['kind']> = Extract<Message, { kind: K }>;

/** Serves one client until it goes away. */
export class Connection {
  /** What aborts each request under way, by its id as text: 1 and "1" are the same. */
  private readonly underWay = new Map<string, AbortController>();
  /** What waits for the client's answers. */
  private readonly asked = new Map<unknown, (answer: Kind<'answer'>) => void>();
  private lastAsked = 0;
  private isInitialized = false;

  constructor(private readonly options: ServerOptions) {
    const { input, output, onClose } = options;
    const parser = new FrameParser({
      frame: (content) => this.take(readMessage(content)),
      refused: (error) => this.write({ id: null, error: errorMember(error) }),
    });
    input
      .on('data', (chunk: Buffer) => parser.push(chunk))
      .on('end', onClose)
      .on('error', onClose);
    output.on('error', onClose);
  }

  /** @throws {ProtocolError} ClientFailed: the client can't do it; the message is its own. */
  readonly ask: RequestContext['ask'] = (method, params) =>
    new Promise((resolve, reject) => {
      this.lastAsked += 1;
      this.asked.set(this.lastAsked, ({ result, error }) =>
        error === undefined ? resolve(result) : reject(new ProtocolError('ClientFailed', error)),
      );
      this.write({ id: this.lastAsked, method, params });
    });

  /** Sends a notification that belongs to no request of the client. */
  tell(method: string, params: object): void {
    this.write({ method, params });
  }

  private take(message: Message): void {
    switch (message.kind) {
      case 'request':
        void this.serve(message);
        break;
      case 'notification':
        if (message.method === Method.Cancel) {
          this.cancel(message.params);
        }
        break;
      case 'answer':
        this.asked.get(message.id)?.(message);
        this.asked.delete(message.id);
        break;
      case 'refusal':
        this.write({ id: message.id, error: errorMember(message.error) });
    }
  }

  private async serve({ id, method, params }: Kind<'request'>): Promise<void> {
    const key = String(id);
    if (this.underWay.has(key)) {
      // Under this id, the refusal would be taken for the answer to the other request.
      const error = new ProtocolError(
        'InvalidRequest',
        'A request has the id of another request in progress.',
      );
      this.write({ id: null, error: errorMember(error) });
      return;
    }
    const controller = new AbortController();
    this.underWay.set(key, controller);
    const notify = (name: string, more: object) => this.tell(name, { id, ...more });
    try {
      // What came with it is read first: it may cancel it.
      await undefined;
      if (controller.signal.aborted) {
        throw new ProtocolError('RequestCancelled', 'The request was canceled before anything was sent.');
      }
      const context = { signal: controller.signal, notify, ask: this.ask };
      this.write({ id, result: await this.answer(method, params, context) });
    } catch (error) {
      this.write({ id, error: errorMember(knownError(error, method)) });
    } finally {
      this.underWay.delete(key);
    }
  }

  private cancel(params: unknown): void {
    const id = (params as { id?: unknown } | null | undefined)?.id;
    const reason = new ProtocolError('RequestCancelled', `The request was canceled. ${doubt}`, true);
    if (isId(id)) {
      this.underWay.get(String(id))?.abort(reason);
    }
  }

  private answer(method: string, params: unknown, context: RequestContext): object | Promise<object> {
    if (method === Method.Initialize) {
      return this.initialize(withShapeOf(method, params));
    }
    if (!this.isInitialized) {
      const message = `The first request must be ${Method.Initialize}, not ${method}.`;
      throw new ProtocolError('NotInitialized', message);
    }
    if (!Object.hasOwn(this.options.handlers, method)) {
      throw new ProtocolError('MethodNotFound', `The backend has no method ${method}.`);
    }
    const name = method as keyof Handlers;
    const handle = this.options.handlers[name] as (params: object, context: RequestContext) => object;
    return handle(withShapeOf(name, params), context);
  }

  private initialize({ version: client }: InitializeParams): InitializeResult {
    const { version } = this.options;
    if (client !== version) {
      const remedy =
        'Reinstall the module and its package for this system, then start a new PowerShell process.';
      throw new ProtocolError(
        'VersionMismatch',
        `The module has version ${client}, but its backend has version ${version}. ${remedy}`,
      );
    }
    this.isInitialized = true;
    return { version, pid: process.pid };
  }

  private write(message: OutgoingMessage): void {
    // A failed write is told by the stream's error event.
    this.options.output.write(frameOf(message));
  }
}

/**
 * The params of a request, whose client is of this very version and types them as protocol.ts does.
 * @throws {ProtocolError} InvalidParams: they are not those of such a request.
 */
function withShapeOf<Name extends keyof RequestParams>(method: Name, params: unknown): RequestParams[Name] {
  const members = (typeof params === 'object' && params !== null ? params : {}) as Record<string, unknown>;
  const isFine =
    members === params &&
    !Array.isArray(params) &&
    requiredMembers[method].every((name) => members[name as string] !== undefined);
  if (!isFine) {
    throw new ProtocolError('InvalidParams', `The params of ${method} do not follow the protocol.`);
  }
  return params as RequestParams[Name];
}

/**
 * Any other error than a ProtocolError is a fault of the backend; its message could hold anything, so it is not passed on.
 */
function knownError(error: unknown, method: string): ProtocolError {
  if (error instanceof ProtocolError) {
    return error;
  }
  const kind = error instanceof Error ? error.constructor.name : typeof error;
  const message = `The module's backend failed unexpectedly in ${method} (${kind}). Report this error to the authors of the module.`;
  return new ProtocolError('InternalError', message, method === Method.Send);
}
