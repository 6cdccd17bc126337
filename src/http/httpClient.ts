import { HttpClient } from '@microsoft/kiota-http-fetchlibrary';
import { FetchHandler } from './fetchHandler.ts';

/**
 * Kiota's client with our middleware in place of its own, which would retry, redirect and change headers.
 */
export function createHttpClient(): HttpClient {
  return new HttpClient(undefined, new FetchHandler());
}
