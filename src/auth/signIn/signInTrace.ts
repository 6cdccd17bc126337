import { AsyncLocalStorage } from 'node:async_hooks';
import type { ProxyParams } from '../../protocol/protocol.ts';

/** How a token was got, for those who ask. */
export interface SignInFacts {
  /** The id by which the operators of the sign-in service find the request; null if it had none. */
  correlationId: string | null;
  /** URL of the proxy that it went through, without user and password; null for none. */
  proxy: string | null;
}

const storage = new AsyncLocalStorage<SignInFacts>();

/** Signs in, and adds how the last request of it went to what comes of it. */
export async function traced<T extends object>(signIn: () => Promise<T>): Promise<T & SignInFacts> {
  const facts: SignInFacts = { correlationId: null, proxy: null };
  const signedIn = await storage.run(facts, signIn);
  return { ...signedIn, ...facts };
}

/** @param form The request's body. */
export function noteSignInRequest(form: string | undefined, proxy: ProxyParams | undefined): void {
  const facts = storage.getStore();
  if (facts !== undefined) {
    facts.correlationId = new URLSearchParams(form ?? '').get('client-request-id');
    facts.proxy = proxy?.address ?? null;
  }
}
