import { AsyncLocalStorage } from 'node:async_hooks';
import { raced } from '../../http/abort.ts';
import { ProtocolError } from '../../protocol/errors.ts';
import type { TokenRequest } from '../credential.ts';
import { signInError } from './signInError.ts';
import { SignInLog } from './signInLog.ts';

/** The place from which tokens come. */
export interface SignInPlace {
  /** The origin of the sign-in service. A managed identity has none. */
  readonly origin?: string;
  /** Its service is on this machine or its host's own: http is fine, and no proxy is asked. */
  readonly isManagedIdentity?: boolean;
  /** SHA-1 of the certificate that the host's service has, where its variables name it. */
  readonly thumbprint?: string;
  /** Who vouches for the application before the sign-in service does. */
  readonly assertions?: AssertionService;
  /** What must never show up in a message. */
  readonly secrets?: readonly string[];
}

/** The service from which a pipeline gets the proof of its identity. */
export interface AssertionService {
  readonly url: string;
  /** What to do where it gives nothing. */
  readonly advice: string;
}

/** The sign-in service of a cloud. */
export type SignInService = SignInPlace & { readonly origin: string };

/** One sign-in or renewal, as the HTTP requests that the libraries make for it get to see it. */
export interface SignInContext extends Pick<TokenRequest, 'signal' | 'proxies'> {
  readonly place: SignInPlace;
  readonly log: SignInLog;
}

const storage = new AsyncLocalStorage<SignInContext>();

/** @throws {TypeError} Nobody is signing in. */
export function signInContext(): SignInContext {
  const context = storage.getStore();
  if (context === undefined) {
    throw new TypeError('The identity library sent a request outside of a sign-in.');
  }
  return context;
}

/**
 * Runs library code that gets a token. The libraries neither pass signals and proxies on to their requests nor keep
 * what the service said about a failure, so both go through this context.
 * @throws {ProtocolError}
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
