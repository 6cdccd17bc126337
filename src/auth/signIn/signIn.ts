// sessions.ts loads this module on demand, because only sign-ins without an access token need the identity
// libraries.
import { withTimeLimit } from '../../http/abort.ts';
import type {
  KeptParams,
  OpenSessionParams,
  PromptParams,
  SignatureAlgorithm,
} from '../../protocol/protocol.ts';
import type { SessionCredential, Token, TokenRequest } from '../credential.ts';
import {
  ApplicationCredential,
  clientCertificate,
  clientSecret,
  type NewCredential,
} from '../credentials/applicationCredential.ts';
import { clientAssertion } from '../credentials/clientAssertion.ts';
import { assertionsFor, azurePipelines, gitHubActions, workloadIdentity } from '../credentials/federated.ts';
import { managedIdentity } from '../credentials/managedIdentity.ts';
import { secretsOf } from '../credentials/secretsOf.ts';
import { KeptSignIn } from '../kept/keptSignIn.ts';
import type { SignInPlace } from './signInContext.ts';
import { noTokenInTime } from './signInError.ts';
import { signInUser } from './signInUser.ts';

const TIME_LIMIT_SECONDS = 120;

export interface SignInTools extends Pick<TokenRequest, 'signal' | 'proxies'> {
  /** Asks the client to show the user how to sign in. */
  readonly prompt: (prompt: Omit<PromptParams, 'id'>) => void;
  /** Asks the client to sign data with the key of its certificate, during the sign-in or later. */
  readonly sign: (algorithm: SignatureAlgorithm, data: Buffer) => Promise<Buffer>;
}

export interface SignedIn {
  readonly credential: SessionCredential;
  readonly token: Token;
  /**
   * Stores the refresh token for later processes. Missing if the client did not request this.
   * @returns The reason why the token could not be stored; undefined on success.
   */
  readonly keep?: () => Promise<string | undefined>;
}

/**
 * Signs in with a credential other than an access token.
 * @throws {ProtocolError} The sign-in failed. The message is for the user and contains no secrets.
 */
export async function signIn(params: OpenSessionParams, tools: SignInTools): Promise<SignedIn> {
  const { environment, credential: given } = params;
  const { azureADEndpoint } = environment;
  const graphOrigin = new URL(environment.graphEndpoint).origin;
  const place = { origin: azureADEndpoint === undefined ? '' : new URL(azureADEndpoint).origin };
  const application = (create: NewCredential, more: Partial<SignInPlace> = {}) =>
    new ApplicationCredential(create, graphOrigin, { ...place, secrets: secretsOf(given), ...more });
  switch (given.type) {
    case 'clientSecret':
      return first(application(clientSecret(given)), tools);
    case 'pemCertificate':
      return first(application(clientCertificate(given)), tools);
    case 'clientCertificate':
      return first(application(clientAssertion(given, place.origin, tools.sign)), tools);
    case 'workloadIdentity':
      return first(application(workloadIdentity(given)), tools);
    case 'gitHubActions':
      return first(application(gitHubActions(given), { assertions: assertionsFor(given) }), tools);
    case 'azurePipelines':
      return first(application(azurePipelines(given), { assertions: assertionsFor(given) }), tools);
    case 'managedIdentity':
      return first(managedIdentity(given, place, graphOrigin), tools);
    case 'interactiveBrowser':
    case 'deviceCode':
      return signInUser(given, place, tools);
    case 'accessToken':
      throw new TypeError('An access token requires no sign-in.');
  }
}

/**
 * Deletes a kept sign-in.
 * @returns The reason why the sign-in may still be stored; undefined on success.
 */
export function forgetKept(kept: KeptParams): Promise<string | undefined> {
  return new KeptSignIn(kept).forget();
}

/**
 * Gets the first token of a credential that requires no user interaction. The time limit prevents unattended
 * jobs from waiting for a service that never responds.
 */
async function first(credential: SessionCredential, { signal, proxies }: SignInTools): Promise<SignedIn> {
  const token = await withTimeLimit(
    TIME_LIMIT_SECONDS,
    () => noTokenInTime(TIME_LIMIT_SECONDS),
    (limited) => credential.getToken({ signal: limited, proxies }),
    signal,
  );
  return { credential, token };
}
