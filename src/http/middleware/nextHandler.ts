import type { Middleware } from '@microsoft/kiota-http-fetchlibrary';

/** @throws {TypeError} The handler is the last one. */
export function nextHandler({ next }: Middleware): Middleware {
  if (next === undefined) {
    throw new TypeError('A middleware without another behind it.');
  }
  return next;
}
