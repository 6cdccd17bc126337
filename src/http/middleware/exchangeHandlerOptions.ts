import type { RequestOption } from '@microsoft/kiota-abstractions';
import type { TimeLimit } from './timeLimit.ts';

const key = 'ExchangeHandlerOptions';

/** A request as it went out, and the answer to it. */
export interface Exchange {
  url: string;
  request: RequestInit;
  response: Response;
  clientRequestId: string;
}

export class ExchangeHandlerOptions implements RequestOption {
  /** Every exchange so far that has an answer. */
  readonly exchanges: Exchange[] = [];

  /** @param timeLimit Begins anew with every exchange. */
  constructor(readonly timeLimit: TimeLimit) {}

  /** @throws {TypeError} There is none yet. */
  get last(): Exchange {
    const last = this.exchanges.at(-1);
    if (last === undefined) {
      throw new TypeError('A request without an exchange.');
    }
    return last;
  }

  getKey(): string {
    return key;
  }

  /** @throws {TypeError} The request has none. */
  static of(options: Record<string, RequestOption> | undefined): ExchangeHandlerOptions {
    const own = options?.[key];
    if (!(own instanceof ExchangeHandlerOptions)) {
      throw new TypeError(`A request without ${key}.`);
    }
    return own;
  }
}
