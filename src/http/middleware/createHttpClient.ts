import { HttpClient } from '@microsoft/kiota-http-fetchlibrary';
import { ExchangeHandler } from './exchangeHandler.ts';
import { RedirectHandler } from './redirectHandler.ts';
import { RetryHandler } from './retryHandler.ts';
import { TokenHandler } from './tokenHandler.ts';
import { TransportHandler } from './transportHandler.ts';

/**
 * Creates Kiota's client with the backend's middleware. Kiota's own middleware caps delays, cannot be
 * cancelled and changes headers.
 */
export function createHttpClient(): HttpClient {
  return new HttpClient(
    undefined,
    new RedirectHandler(),
    new RetryHandler(),
    new TokenHandler(),
    new ExchangeHandler(),
    new TransportHandler(),
  );
}
