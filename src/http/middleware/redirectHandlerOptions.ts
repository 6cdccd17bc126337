import type { RequestOption } from '@microsoft/kiota-abstractions';

const key = 'RedirectHandlerOptions';

const MAX_REDIRECTS = 20;

export class RedirectHandlerOptions implements RequestOption {
  /**
   * @param graphOrigin The only origin that a redirected request may take its token to.
   * @param maxRedirects Redirects that are followed, from 0 to 20.
   * @throws {RangeError} maxRedirects is outside its range.
   */
  constructor(
    readonly graphOrigin: string,
    readonly maxRedirects = 5,
  ) {
    if (!Number.isInteger(maxRedirects) || maxRedirects < 0 || maxRedirects > MAX_REDIRECTS) {
      throw new RangeError(`maxRedirects must be a whole number from 0 to ${MAX_REDIRECTS}.`);
    }
  }

  getKey(): string {
    return key;
  }

  /** @throws {TypeError} The request has none. */
  static of(options: Record<string, RequestOption> | undefined): RedirectHandlerOptions {
    const own = options?.[key];
    if (!(own instanceof RedirectHandlerOptions)) {
      throw new TypeError(`A request without ${key}.`);
    }
    return own;
  }
}
