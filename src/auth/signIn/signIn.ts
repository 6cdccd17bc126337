// What needs the identity library. sessions.ts loads it when somebody signs in with more than a token.
import { withTimeLimit } from '../../http/abort.ts';
import { ProtocolError } from '../../protocol/errors.ts';
import type {
  KeptParams,
  OpenSessionParams,
  PromptParams,
  SignatureAlgorithm,
} from '../../protocol/protocol.ts';
import type { SessionCredential, Token, TokenRequest } from '../credential.ts';
import { clientCertificate, clientSecret } from '../credentials/application.ts';
import { clientAssertion } from '../credentials/clientAssertion.ts';
import { azurePipelines, gitHubActions, workloadIdentity } from '../credentials/federated.ts';
import { managedIdentity } from '../credentials/managedIdentity.ts';
import { KeptSignIn } from '../kept/keptSignIn.ts';
import { signInUser } from './user.ts';

const TIME_LIMIT_SECONDS = 120;

export interface SignInTools extends Pick<TokenRequest, 'signal' | 'proxies'> {
  /** Shows the user what to do. */
  readonly prompt: (prompt: Omit<PromptParams, 'id'>) => void;
  /** Has the client sign with the key of its certificate, now or later. */
  readonly sign: (algorithm: SignatureAlgorithm, data: Buffer) => Promise<Buffer>;
}

export interface SignedIn {
  readonly credential: SessionCredential;
  readonly token: Token;
  /** Keeps the refresh token, where that was asked for; gives the reason where it can't be done. */
  readonly keep?: () => Promise<string | undefined>;
}

/** @throws {ProtocolError} SignInFailed and the like; the message is for the user and holds no secret. */
export async function signIn(params: OpenSessionParams, tools: SignInTools): Promise<SignedIn> {
  const { environment, credential: given } = params;
  const { azureADEndpoint } = environment;
  const graphOrigin = new URL(environment.graphEndpoint).origin;
  const place = { origin: azureADEndpoint === undefined ? '' : new URL(azureADEndpoint).origin };
  switch (given.type) {
    case 'clientSecret':
      return first(clientSecret(given, place, graphOrigin), tools);
    case 'pemCertificate':
      return first(clientCertificate(given, place, graphOrigin), tools);
    case 'clientCertificate':
      return first(clientAssertion(given, place, graphOrigin, tools.sign), tools);
    case 'workloadIdentity':
      return first(workloadIdentity(given, place, graphOrigin), tools);
    case 'gitHubActions':
      return first(gitHubActions(given, place, graphOrigin), tools);
    case 'azurePipelines':
      return first(azurePipelines(given, place, graphOrigin), tools);
    case 'managedIdentity':
      return first(managedIdentity(given, place, graphOrigin), tools);
    case 'interactiveBrowser':
    case 'deviceCode':
      return signInUser(given, place, tools);
    case 'accessToken':
      throw new TypeError('An access token needs no signing in.');
  }
}

/** Deletes a sign-in that was kept; gives the reason where it may still be there. */
export function forgetKept(kept: KeptParams): Promise<string | undefined> {
  return new KeptSignIn(kept).forget();
}

/** Nobody has to do anything for these, so they are bounded: jobs must not wait for a service that never answers. */
async function first(credential: SessionCredential, { signal, proxies }: SignInTools): Promise<SignedIn> {
  const token = await withTimeLimit(
    TIME_LIMIT_SECONDS,
    tooLate,
    (limited) => credential.getToken({ signal: limited, proxies }),
    signal,
  );
  return { credential, token };
}

function tooLate(): ProtocolError {
  const message = `Signing in failed: no token came within ${TIME_LIMIT_SECONDS} seconds. Try again later.`;
  return new ProtocolError('SignInFailed', message);
}
