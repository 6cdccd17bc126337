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

/** The context of a request, which its handler receives with the params. */
export interface RequestContext {
  /**
   * Aborted when the client cancels the request. A handler that stops early must throw the signal's reason,
   * or a RequestCancelled error with a more precise outcome.
   */
  signal: AbortSignal;
  /** Sends a notification about the request, with the request's id added to the params. */
  notify: (method: string, params: object) => void;
  /**
   * Sends a request to the client and returns its result. Handlers can also use this function after their own
   * request has ended.
   * @throws {ProtocolError} ClientFailed, with the client's own message.
   */
  ask: (method: string, params: object) => Promise<unknown>;
}

/**
 * The handler of each method, which returns a result or throws a ProtocolError. The connection itself handles
 * `initialize`.
 */
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
  /** Called when the input ends or fails, or when the output fails. Can be called more than once. */
  onClose: () => void;
}

type Kind<K extends Message['kind']> = Extract<Message, { kind: K }>;

/** Serves one client until it disconnects. */
export class Connection {
  /**
   * The controllers that abort the requests in progress, by id as text, because 1 and "1" are the same id.
   */
  private readonly underWay = new Map<string, AbortController>();
  /** The callbacks for the client's responses, by request id. */
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

  /**
   * Sends a request to the client and returns its result.
   * @throws {ProtocolError} ClientFailed, with the client's own message.
   */
  readonly ask: RequestContext['ask'] = (method, params) =>
    new Promise((resolve, reject) => {
      this.lastAsked += 1;
      this.asked.set(this.lastAsked, ({ result, error }) =>
        error === undefined ? resolve(result) : reject(new ProtocolError('ClientFailed', error)),
      );
      this.write({ id: this.lastAsked, method, params });
    });

  /** Sends a notification to the client. */
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
      // Under the request's own id, the client would treat the error as the response to the other request.
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
      // First read the messages that arrived at the same time, because one of them may cancel this request.
      await undefined;
      if (controller.signal.aborted) {
        throw new ProtocolError('RequestCancelled', 'The request was cancelled before anything was sent.');
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
    const reason = new ProtocolError('RequestCancelled', `The request was cancelled. ${doubt}`, true);
    if (isId(id)) {
      this.underWay.get(String(id))?.abort(reason);
    }
  }

  private answer(method: string, params: unknown, context: RequestContext): object | Promise<object> {
    if (method === Method.Initialize) {
      return this.initialize(withShapeOf(method, params));
    }
    if (!this.isInitialized) {
      const message = `Before ${method}, ${Method.Initialize} must succeed.`;
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
        'Start a new PowerShell process, and reinstall the module and its package for this system before you import it.';
      throw new ProtocolError(
        'VersionMismatch',
        `The module's version is ${client}, but its backend's version is ${version}. Nothing was sent. ${remedy}`,
      );
    }
    this.isInitialized = true;
    return { version, pid: process.pid };
  }

  private write(message: OutgoingMessage): void {
    // The output's error event reports a failed write.
    this.options.output.write(frameOf(message));
  }
}

/**
 * Checks that the params of a request are an object with all required members. The types of the members are
 * not checked.
 * @throws {ProtocolError} InvalidParams: the params are not an object, or lack a required member.
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
 * Returns the error to send to the client. Any error other than a ProtocolError is a fault of the backend.
 * Its message could contain anything, so it is not sent.
 */
function knownError(error: unknown, method: string): ProtocolError {
  if (error instanceof ProtocolError) {
    return error;
  }
  const kind = error instanceof Error ? error.constructor.name : typeof error;
  const outcome =
    method === Method.Send ? ` ${doubt}` : method === Method.Prepare ? ' Nothing was sent.' : '';
  const message = `The module's backend failed unexpectedly in ${method} (${kind}).${outcome} Report this error to the authors of the module.`;
  return new ProtocolError('InternalError', message, method === Method.Send);
}
