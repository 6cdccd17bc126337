import type { RequestOption } from '@microsoft/kiota-abstractions';
import type { ProxyChoice } from '../proxy/proxyChoice.ts';

const key = 'TransportHandlerOptions';

/** What one request needs beyond its method, headers and body. */
export class TransportHandlerOptions implements RequestOption {
  /**
   * @param signal Aborts the request; its reason is what the request fails with.
   */
  constructor(
    readonly signal: AbortSignal,
    readonly proxies: ProxyChoice,
  ) {}

  getKey(): string {
    return key;
  }

  /** @throws {TypeError} The request has none. */
  static of(options: Record<string, RequestOption> | undefined): TransportHandlerOptions {
    const own = options?.[key];
    if (!(own instanceof TransportHandlerOptions)) {
      throw new TypeError(`A request without ${key}.`);
    }
    return own;
  }
}
