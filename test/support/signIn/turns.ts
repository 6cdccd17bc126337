import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Deferred, deferred } from '../deferred.ts';

/** An answer as it is sent. */
export interface Reply {
  status: number;
  headers?: Record<string, string>;
  body?: string;
}

/** The behaviour of a server for one request. With `hold`, the server waits for release() of the turn. */
export type Behaviour<Failure extends { error: string }, Request> = { hold?: boolean } & (
  | Failure
  | Reply
  | { replyTo: (request: Request) => Reply }
  | { destroy: true }
  | { tokenLifetimeSeconds: number }
  | { hold: true }
);

/** The handling of one request by a queued behaviour. */
export interface Turn<Request> {
  /** Resolves with the request when the server starts to handle it. */
  readonly reached: Promise<Request>;
  /** Resolves when the connection closes before the answer is complete. */
  readonly disconnected: Promise<void>;
  /** Releases an answer that has `hold`. */
  release(): void;
}

interface Planned<Request, Failure extends { error: string }> {
  behaviour: Behaviour<Failure, Request>;
  reached: Deferred<Request>;
  disconnected: Deferred<void>;
  released: Deferred<void>;
}

/** A server's error answers, and its usual answers. */
export interface Answers<Failure> {
  fail(failure: Failure): Reply;
  usual(tokenLifetimeSeconds?: number): Reply | Promise<Reply>;
}

/** A queue of behaviours for future requests. */
export class TurnQueue<Request, Failure extends { error: string }> {
  readonly #planned: Planned<Request, Failure>[] = [];

  add(behaviour: Behaviour<Failure, Request>): Turn<Request> {
    const planned: Planned<Request, Failure> = {
      behaviour,
      reached: deferred(),
      disconnected: deferred(),
      released: deferred(),
    };
    this.#planned.push(planned);
    return {
      reached: planned.reached.promise,
      disconnected: planned.disconnected.promise,
      release: () => planned.released.resolve(),
    };
  }

  clear(): void {
    this.#planned.length = 0;
  }

  /**
   * Answers a request with the next behaviour in the queue, or as usual if the queue is empty.
   * @returns The reply; `undefined` to break the connection.
   */
  async answer(
    request: Request,
    response: ServerResponse<IncomingMessage>,
    { fail, usual }: Answers<Failure>,
  ): Promise<Reply | undefined> {
    const planned = this.#planned.shift();
    if (planned === undefined) {
      return usual();
    }
    const { behaviour, reached, disconnected, released } = planned;
    response.on('close', () => {
      if (!response.writableFinished) {
        disconnected.resolve();
      }
    });
    reached.resolve(request);
    if (behaviour.hold) {
      await released.promise;
    }
    if ('error' in behaviour) {
      return fail(behaviour);
    }
    if ('status' in behaviour) {
      return behaviour;
    }
    if ('replyTo' in behaviour) {
      return behaviour.replyTo(request);
    }
    if ('destroy' in behaviour) {
      return undefined;
    }
    return 'tokenLifetimeSeconds' in behaviour ? usual(behaviour.tokenLifetimeSeconds) : usual();
  }
}
