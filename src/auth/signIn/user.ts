import { type AuthenticationResult, LogLevel, PublicClientApplication } from '@azure/msal-node';
import { ProtocolError } from '../../protocol/errors.ts';
import type { UserParams } from '../../protocol/protocol.ts';
import { signInInBrowser } from './browser.ts';
import { signInWithDeviceCode } from './deviceCode.ts';
import { duringSignIn, type SignInPlace } from './during.ts';
import { KeptSignIn } from './keptSignIn.ts';
import { msalNetwork } from './msalNetwork.ts';
import { tokenOf } from './msalToken.ts';
import type { SignedIn, SignInTools } from './signIn.ts';
import { UserCredential } from './userCredential.ts';

/**
 * Signs a person in. This stands on the library below the identity library: that one opens browsers itself,
 * with no way to show the address elsewhere, and never renews a token that Graph has refused.
 */
export async function signInUser(
  params: UserParams,
  signInOrigin: string,
  tools: SignInTools,
): Promise<SignedIn> {
  const place: SignInPlace = { origin: signInOrigin };
  const app = publicClient(params, signInOrigin);
  const kept = params.isKept ? new KeptSignIn(signInOrigin, params) : undefined;
  return duringSignIn(place, { signal: tools.signal, proxy: undefined }, async () => {
    const earlier = await kept?.resume(app, params.scopes);
    const result = earlier ?? (await ask(app, params, tools));
    const account = result.account;
    if (account === null) {
      throw new ProtocolError('SignInFailed', 'Signing in failed: the service did not say who signed in.');
    }
    const credential = new UserCredential({ app, account, scopes: params.scopes, place, kept });
    const notKept = await kept?.save(app);
    return { credential, token: tokenOf(result), ...(notKept !== undefined && { notKept }) };
  });
}

function ask(
  app: PublicClientApplication,
  params: UserParams,
  tools: SignInTools,
): Promise<AuthenticationResult> {
  if (params.isSilent) {
    throw new ProtocolError(
      'InteractionRequired',
      'The backend of the module ended, and with it the sign-in of its user. Nothing was sent. Sign in again with Connect-MgGraph.',
    );
  }
  return params.type === 'deviceCode'
    ? signInWithDeviceCode(app, params.scopes, tools)
    : signInInBrowser(app, params.scopes, tools);
}

function publicClient({ clientId, tenantId }: UserParams, signInOrigin: string): PublicClientApplication {
  return new PublicClientApplication({
    auth: {
      clientId,
      authority: `${signInOrigin}/${tenantId}`,
      // The origin comes from our own table of clouds or from the user; no other service is asked about it.
      knownAuthorities: [new URL(signInOrigin).host],
      clientCapabilities: ['cp1'],
    },
    system: {
      networkClient: msalNetwork,
      loggerOptions: { loggerCallback: () => {}, logLevel: LogLevel.Error, piiLoggingEnabled: false },
    },
  });
}
