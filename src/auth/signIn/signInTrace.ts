import { AsyncLocalStorage } from 'node:async_hooks';
import type { ProxyParams } from '../../protocol/protocol.ts';

/** Diagnostic details of the request for a token. */
export interface SignInFacts {
  /**
   * The correlation id, by which the sign-in service's operators can find the request; null if it had none.
   */
  correlationId: string | null;
  /** The URL of the proxy, without user name and password; null for a direct connection. */
  proxy: string | null;
}

const storage = new AsyncLocalStorage<SignInFacts>();

/** Signs in and adds the details of the last request to the result. */
export async function traced<T extends object>(signIn: () => Promise<T>): Promise<T & SignInFacts> {
  const facts: SignInFacts = { correlationId: null, proxy: null };
  const signedIn = await storage.run(facts, signIn);
  return { ...signedIn, ...facts };
}

/**
 * Records the details of a sign-in request.
 * @param form The body of the request.
 */
export function noteSignInRequest(form: string | undefined, proxy: ProxyParams | undefined): void {
  const facts = storage.getStore();
  if (facts !== undefined) {
    facts.correlationId = new URLSearchParams(form ?? '').get('client-request-id');
    facts.proxy = proxy?.address ?? null;
  }
}
