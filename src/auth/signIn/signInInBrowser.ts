import { randomUUID } from 'node:crypto';
import { type AuthenticationResult, CryptoProvider, type PublicClientApplication } from '@azure/msal-node';
import { LoopbackServer } from './loopbackServer.ts';
import type { SignInTools } from './signIn.ts';

/**
 * Signs in with the authorization code flow and PKCE (RFC 7636). The browser returns the code to this
 * machine.
 */
export async function signInInBrowser(
  app: PublicClientApplication,
  { scopes, loginHint }: { scopes: readonly string[]; loginHint: string | undefined },
  { signal, prompt }: SignInTools,
): Promise<AuthenticationResult> {
  const { verifier, challenge } = await new CryptoProvider().generatePkceCodes();
  const state = randomUUID();
  const loopback = await LoopbackServer.start();
  try {
    const request = { scopes: [...scopes], redirectUri: loopback.url };
    const url = await app.getAuthCodeUrl({
      ...request,
      state,
      codeChallenge: challenge,
      codeChallengeMethod: 'S256',
      responseMode: 'query',
      // MSAL omits the hint if the prompt is `select_account`.
      ...(loginHint === undefined ? { prompt: 'select_account' } : { loginHint }),
    });
    // Only a browser on this computer can reach the redirect URI.
    const message = `If no browser opens, open this address on this computer to sign in: ${url}`;
    prompt({ kind: 'browser', url, message });
    const { code, clientInfo } = await loopback.answer(state, signal);
    return await app.acquireTokenByCode({ ...request, code, codeVerifier: verifier, clientInfo });
  } finally {
    loopback.close();
  }
}
