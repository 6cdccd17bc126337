import type { RequestOption } from '@microsoft/kiota-abstractions';
import type { TimeLimit } from './timeLimit.ts';

const key = 'TokenHandlerOptions';

/** Where the tokens of one request come from. */
export class TokenHandlerOptions implements RequestOption {
  /**
   * @param timeLimit Stands still while a token is got.
   * @param current A token that is good now.
   * @param replace Another token in place of one that was refused, for the claims (JSON) that the answer asks
   * for; undefined where there is none.
   */
  constructor(
    readonly timeLimit: TimeLimit,
    readonly current: () => Promise<string>,
    readonly replace: (rejected: string, claims: string | undefined) => Promise<string | undefined>,
  ) {}

  getKey(): string {
    return key;
  }

  /** @throws {TypeError} The request has none. */
  static of(options: Record<string, RequestOption> | undefined): TokenHandlerOptions {
    const own = options?.[key];
    if (!(own instanceof TokenHandlerOptions)) {
      throw new TypeError(`A request without ${key}.`);
    }
    return own;
  }
}
