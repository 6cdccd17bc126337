import { AsyncLocalStorage } from 'node:async_hooks';
import { raced } from '../../http/abort.ts';
import { ProtocolError } from '../../protocol/errors.ts';
import type { TokenRequest } from '../credential.ts';
import { signInError } from './signInError.ts';
import { SignInLog } from './signInLog.ts';

/** The service that issues the tokens, with the rules for requests to it. */
export interface SignInPlace {
  /**
   * The origin of the sign-in service; empty if the environment has none. Missing for a managed identity
   * endpoint.
   */
  readonly origin?: string;
  /**
   * Whether the service is a managed identity endpoint of this machine or its host. Requests to it can use
   * http and never use a proxy.
   */
  readonly isManagedIdentity?: boolean;
  /**
   * The SHA-1 thumbprint of the managed identity endpoint's certificate, if the host's variables specify one.
   */
  readonly thumbprint?: string;
  /** The service that issues assertions to a pipeline job. */
  readonly assertions?: AssertionService;
  /** The secrets that must never appear in a message. */
  readonly secrets?: readonly string[];
}

/** A service that issues assertions to a pipeline job. */
export interface AssertionService {
  readonly url: string;
  /** The advice to show if the service issues no assertion. */
  readonly advice: string;
}

/** The sign-in service of a cloud. */
export type SignInService = SignInPlace & { readonly origin: string };

/** The context of a sign-in or renewal, for the HTTP requests that the libraries send. */
export interface SignInContext extends Pick<TokenRequest, 'signal' | 'proxies'> {
  readonly place: SignInPlace;
  readonly log: SignInLog;
}

const storage = new AsyncLocalStorage<SignInContext>();

/**
 * Returns the context of the current sign-in.
 * @throws {TypeError} No sign-in is in progress.
 */
export function signInContext(): SignInContext {
  const context = storage.getStore();
  if (context === undefined) {
    throw new TypeError('The identity library sent a request outside of a sign-in.');
  }
  return context;
}

/**
 * Runs library code that gets a token. The libraries do not pass signals and proxies to their requests, and
 * they do not preserve the service's error details. The context contains all of these.
 * @throws {ProtocolError} The sign-in failed.
 * @throws The signal's reason, if the signal is aborted.
 */
export async function withSignInContext<T>(
  place: SignInPlace,
  { signal, proxies }: Pick<TokenRequest, 'signal' | 'proxies'>,
  action: () => Promise<T>,
): Promise<T> {
  const log = new SignInLog(place.secrets);
  signal.throwIfAborted();
  try {
    return await raced(storage.run({ place, signal, proxies, log }, action), signal);
  } catch (error) {
    if (signal.aborted) {
      throw signal.reason;
    }
    throw log.cause ?? (error instanceof ProtocolError ? error : signInError(error, log, place));
  }
}
