import type { Readable, Writable } from 'node:stream';
import {
  CancellationSenderStrategy,
  type CancellationToken,
  CancellationTokenSource,
  createMessageConnection,
  type Message,
  ResponseError,
} from 'vscode-jsonrpc/node';
import { errorMember, ProtocolError } from './errors.ts';
import { FrameReader } from './frameReader.ts';
import { FrameWriter } from './frameWriter.ts';
import type { RequestId } from './messageCheck.ts';
import { readInitialize } from './params.ts';
import { type InitializeResult, Method } from './protocol.ts';

/** What a handler gets beside the params of its request. */
export interface RequestContext {
  /** Its reason is what to fail with. */
  signal: AbortSignal;
  /** Sends a notification about the request: the request's id is added to its params. */
  notify: (method: string, params: object) => void;
  /**
   * Asks the client for something, also after the request has ended.
   * @throws {ProtocolError} The client can't do it; the message is its own.
   */
  ask: (method: string, params: object) => Promise<unknown>;
}

/** Answers one method's requests with a result or a ProtocolError. */
export type Handler = (params: unknown, context: RequestContext) => object | Promise<object>;

/** The other side. */
export interface Client {
  readonly ask: RequestContext['ask'];
  /** Sends a notification that belongs to no request of the client. */
  readonly tell: (method: string, params: object) => void;
}

export interface ServerOptions {
  input: Readable;
  output: Writable;
  version: string;
  /** By method name; `initialize` is the connection's own. */
  handlers: ReadonlyMap<string, Handler>;
  /** The client has closed the input, or no longer reads the output. */
  onClose: () => void;
}

/** Serves one client until it goes away. */
export function serve({ input, output, version, handlers, onClose }: ServerOptions): Client {
  const writer = new FrameWriter(output);
  const reader = new FrameReader(input, (refusal, id) => {
    void writer.write({ jsonrpc: '2.0', id, error: errorMember(refusal) } as Message);
  });
  const ids = new WeakMap<CancellationToken, RequestId>();
  const connection = createMessageConnection(reader, writer, undefined, {
    cancellationStrategy: {
      receiver: { createCancellationTokenSource: (id) => tokenSource(id, ids) },
      sender: CancellationSenderStrategy.Message,
    },
  });
  let isInitialized = false;

  function initialize(params: unknown): InitializeResult {
    const client = readInitialize(params).version;
    if (client !== version) {
      const remedy = 'Install the whole module again, then start a new PowerShell.';
      throw new ProtocolError(
        'VersionMismatch',
        `The module has version ${client}, its backend ${version}. ${remedy}`,
      );
    }
    isInitialized = true;
    return { version, pid: process.pid };
  }

  function contextOf(token: CancellationToken): RequestContext {
    const notify = (method: string, params: object) => {
      void writer.write({ jsonrpc: '2.0', method, params: { id: ids.get(token), ...params } } as Message);
    };
    return { signal: signalOf(token), notify, ask };
  }

  async function ask(method: string, params: object): Promise<unknown> {
    try {
      return await connection.sendRequest(method, params);
    } catch (error) {
      throw new ProtocolError('ClientFailed', (error as Error).message);
    }
  }

  function answer(method: string, params: unknown, context: RequestContext): object | Promise<object> {
    if (method === Method.Initialize) {
      return initialize(params);
    }
    if (!isInitialized) {
      throw new ProtocolError(
        'NotInitialized',
        `The first request must be ${Method.Initialize}, not ${method}.`,
      );
    }
    const handler = handlers.get(method);
    if (handler === undefined) {
      throw new ProtocolError('MethodNotFound', `The backend has no method ${method}.`);
    }
    return handler(params, context);
  }

  connection.onRequest(async (method: string, params: unknown, token: CancellationToken) => {
    try {
      return await answer(method, params, contextOf(token));
    } catch (error) {
      return toResponseError(error, method);
    } finally {
      reader.release(ids.get(token) as RequestId);
    }
  });
  connection.onClose(onClose);
  connection.listen();
  const tell = (method: string, params: object) => {
    void writer.write({ jsonrpc: '2.0', method, params } as Message);
  };
  return { ask, tell };
}

/** The library tells a request's id here only; its handlers know the request by its token. */
function tokenSource(id: RequestId, ids: WeakMap<CancellationToken, RequestId>): CancellationTokenSource {
  const source = new CancellationTokenSource();
  ids.set(source.token, id);
  return source;
}

/** @throws {ProtocolError} The request was cancelled before it began. */
function signalOf(token: CancellationToken): AbortSignal {
  if (token.isCancellationRequested) {
    throw new ProtocolError('RequestCancelled', 'The request was cancelled before anything was sent.');
  }
  const controller = new AbortController();
  token.onCancellationRequested(() => {
    const outcome = 'The outcome is unknown: it may have reached the service.';
    controller.abort(new ProtocolError('RequestCancelled', `The request was cancelled. ${outcome}`, true));
  });
  return controller.signal;
}

/**
 * What is no ProtocolError is a fault of ours; its message could hold anything, so it is not passed on.
 */
function toResponseError(error: unknown, method: string): ResponseError<object> {
  const known = error instanceof ProtocolError ? error : internalError(error, method);
  const { code, message, data } = errorMember(known);
  return new ResponseError(code, message, data);
}

function internalError(error: unknown, method: string): ProtocolError {
  const kind = error instanceof Error ? error.constructor.name : typeof error;
  const message = `The module's backend failed on ${method} (${kind}). Please report it.`;
  return new ProtocolError('InternalError', message, method === Method.Send);
}
