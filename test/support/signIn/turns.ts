import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Deferred, deferred } from '../deferred.ts';

/** An answer as it goes out. */
export interface Reply {
  status: number;
  headers?: Record<string, string>;
  body?: string;
}

/** What is done with one request; `hold` lets any of it wait for release(). */
export type Behaviour<Failure extends { error: string }, Request> = { hold?: boolean } & (
  | Failure
  | Reply
  | { replyTo: (request: Request) => Reply }
  | { destroy: true }
  | { tokenLifetimeSeconds: number }
  | { hold: true }
);

/** The handling of one request that was asked for with next(). */
export interface Turn<Request> {
  /** Resolves with the request when it is there and its behaviour begins. */
  readonly reached: Promise<Request>;
  /** Resolves when the connection has gone before the answer was complete. */
  readonly disconnected: Promise<void>;
  /** Lets an answer with `hold` go out. */
  release(): void;
}

interface Planned<Request, Failure extends { error: string }> {
  behaviour: Behaviour<Failure, Request>;
  reached: Deferred<Request>;
  disconnected: Deferred<void>;
  released: Deferred<void>;
}

/** How a server answers where nothing else was asked for. */
export interface Answers<Failure> {
  fail(failure: Failure): Reply;
  usual(tokenLifetimeSeconds?: number): Reply | Promise<Reply>;
}

/** Behaviours that wait for requests. */
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

  /** Answers a request as was asked for, or as usual; nothing comes back where the connection is to break. */
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
