import type { RequestOption } from '@microsoft/kiota-abstractions';
import type { ProxyParams } from '../protocol/protocol.ts';

const key = 'FetchHandlerOptions';

/** What one request needs beyond its method, headers and body. */
export class FetchHandlerOptions implements RequestOption {
  /**
   * @param signal Aborts the request; its reason is what the request fails with.
   * @param proxy In place of the one that the environment gives.
   */
  constructor(
    readonly signal: AbortSignal,
    readonly proxy: ProxyParams | undefined,
  ) {}

  getKey(): string {
    return key;
  }

  /** @throws {TypeError} The request has none. */
  static of(options: Record<string, RequestOption> | undefined): FetchHandlerOptions {
    const own = options?.[key];
    if (!(own instanceof FetchHandlerOptions)) {
      throw new TypeError(`A request without ${key}.`);
    }
    return own;
  }
}
