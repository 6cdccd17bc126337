import { AsyncLocalStorage } from 'node:async_hooks';
import type { ProxyParams } from '../../protocol/protocol.ts';

/** Diagnostic details of the last request of a sign-in. */
export interface SignInFacts {
  /**
   * The correlation id, by which the sign-in service's operators can find the request. Null if there was no
   * request, or if it had no correlation id.
   */
  correlationId: string | null;
  /**
   * The URL of the proxy for the request, without user name and password. Null if there was no request, or if
   * the connection was direct.
   */
  proxy: string | null;
}

const storage = new AsyncLocalStorage<SignInFacts>();

/** Runs a sign-in and adds the details of its last request to the result. */
export async function traced<T extends object>(signIn: () => Promise<T>): Promise<T & SignInFacts> {
  const facts: SignInFacts = { correlationId: null, proxy: null };
  const signedIn = await storage.run(facts, signIn);
  return { ...signedIn, ...facts };
}

/**
 * Records the details of a sign-in request in place of those of an earlier one.
 * @param form The body of the request; undefined if there is none.
 */
export function noteSignInRequest(form: string | undefined, proxy: ProxyParams | undefined): void {
  const facts = storage.getStore();
  if (facts !== undefined) {
    facts.correlationId = new URLSearchParams(form ?? '').get('client-request-id');
    facts.proxy = proxy?.address ?? null;
  }
}
