import { type AuthenticationResult, PublicClientApplication } from '@azure/msal-node';
import { withTimeLimit } from '../../http/abort.ts';
import { ProtocolError } from '../../protocol/errors.ts';
import type { UserParams } from '../../protocol/protocol.ts';
import { UserCredential } from '../credentials/userCredential.ts';
import { KeptSignIn, type UserSignIn } from '../kept/keptSignIn.ts';
import { devicePolls } from './devicePolls.ts';
import { retryingNetwork, systemOver, tokenOf } from './msalSystem.ts';
import type { SignedIn, SignInTools } from './signIn.ts';
import { type SignInService, withSignInContext } from './signInContext.ts';
import { noTokenInTime } from './signInError.ts';
import { signInInBrowser } from './signInInBrowser.ts';
import { signInWithDeviceCode } from './signInWithDeviceCode.ts';

/** The time limit if the user may be prompted. It exceeds the 15-minute lifetime of device codes. */
const INTERACTIVE_SECONDS = 20 * 60;
/** The time limit if the user must not be prompted. */
const SILENT_SECONDS = 2 * 60;

/**
 * Signs in a user: resumes a kept sign-in if possible, and otherwise prompts the user. The code uses MSAL
 * directly, because @azure/identity opens browsers itself, cannot display the address elsewhere, and never
 * renews a token that Graph has rejected.
 * @throws {ProtocolError} The sign-in failed, or the user must not be prompted.
 */
export async function signInUser(
  params: UserParams,
  place: SignInService,
  tools: SignInTools,
): Promise<SignedIn> {
  const { isSilent } = params;
  return withTimeLimit(
    isSilent ? SILENT_SECONDS : INTERACTIVE_SECONDS,
    isSilent ? () => noTokenInTime(SILENT_SECONDS) : tooLate,
    (signal) =>
      withSignInContext(place, { signal, proxies: tools.proxies }, () =>
        resumeOrAsk(params, place, { ...tools, signal }),
      ),
    tools.signal,
  );
}

async function resumeOrAsk(params: UserParams, place: SignInService, tools: SignInTools): Promise<SignedIn> {
  const { isKept, scopes } = params;
  const kept = isKept ? new KeptSignIn({ ...params, azureADEndpoint: place.origin }) : undefined;
  const earlier = await kept?.resume(publicClient(params, place.origin), scopes);
  // Use a new MSAL application, because the cache of the first one may contain an invalid sign-in.
  const { app, result } = earlier ?? (await ask(publicClient(params, place.origin), params, tools));
  const { account } = result;
  if (account === null) {
    throw new ProtocolError(
      'SignInFailed',
      "Sign-in failed: the sign-in service's response contains no account. Try again.",
    );
  }
  const credential = new UserCredential({ app, account, scopes, place }, kept);
  return {
    credential,
    token: tokenOf(result),
    ...(kept !== undefined && { keep: () => credential.keep() }),
  };
}

function tooLate(): ProtocolError {
  return new ProtocolError(
    'SignInFailed',
    `Sign-in failed: the sign-in was not completed within ${INTERACTIVE_SECONDS / 60} minutes. Try again.`,
  );
}

async function ask(
  app: PublicClientApplication,
  params: UserParams,
  tools: SignInTools,
): Promise<UserSignIn> {
  if (params.isSilent) {
    throw new ProtocolError(
      'InteractionRequired',
      "The module's backend was restarted, and the user's sign-in could not be resumed. Nothing was sent to Graph. Sign in again with Connect-MgGraph.",
    );
  }
  return { app, result: await interact(app, params, tools) };
}

function interact(
  app: PublicClientApplication,
  { type, scopes, loginHint }: UserParams,
  tools: SignInTools,
): Promise<AuthenticationResult> {
  return type === 'deviceCode'
    ? signInWithDeviceCode(app, scopes, tools)
    : signInInBrowser(app, { scopes, loginHint }, tools);
}

function publicClient(
  { type, clientId, tenantId }: UserParams,
  signInOrigin: string,
): PublicClientApplication {
  return new PublicClientApplication({
    auth: {
      clientId,
      authority: `${signInOrigin}/${tenantId}`,
      // The origin is from the built-in list of clouds or from the user. No other service needs to validate
      // it.
      knownAuthorities: [new URL(signInOrigin).host],
      clientCapabilities: ['cp1'],
    },
    system: systemOver(type === 'deviceCode' ? devicePolls() : retryingNetwork),
  });
}
