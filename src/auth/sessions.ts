import { raced } from '../http/abort.ts';
import { ProtocolError } from '../protocol/errors.ts';
import type {
  CloseSessionParams,
  CloseSessionResult,
  Environment,
  OpenSessionParams,
  OpenSessionResult,
} from '../protocol/protocol.ts';
import { AccessTokenCredential } from './credentials/accessTokenCredential.ts';
import { secretsOf } from './credentials/secretsOf.ts';
import { readClaims } from './readClaims.ts';
import { Session, tenantName, wrongTenant } from './session.ts';
import type { SignedIn, SignInTools } from './signIn/signIn.ts';
import type { SignInFacts } from './signIn/signInTrace.ts';

const guid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The open sessions, by the ids that the client has assigned to them. */
export class Sessions {
  private readonly sessions = new Map<string, Session>();

  /**
   * Opens a session.
   * @throws {ProtocolError} The session could not be opened. An existing session with the same id remains
   * unchanged.
   */
  async open(params: OpenSessionParams, tools: SignInTools): Promise<OpenSessionResult> {
    const { session: id, environment } = params;
    requireEndpoints(environment);
    const { credential, token, keep, correlationId, proxy } = await signIn(params, tools);
    const claims = readClaims(token.token);
    requireTenant(params, claims.tenantId);
    const session = new Session(
      environment.graphEndpoint,
      claims,
      credential,
      token,
      secretsOf(params.credential),
    );
    tools.signal.throwIfAborted();
    if (this.sessions.get(id)?.isLike(session) === false) {
      throw new ProtocolError(
        'SessionMismatch',
        'The session is already open for another identity. Nothing was sent to Graph. Sign in again with Connect-MgGraph.',
      );
    }
    const notKept = await raced(keep?.() ?? Promise.resolve(undefined), tools.signal);
    this.sessions.set(id, session);
    const { expiresOn: _, ...known } = claims;
    const expiresOn = dateText(token.expiresOnTimestamp);
    return { ...known, expiresOn, notKept: notKept ?? null, correlationId, proxy };
  }

  async close({ session, forget }: CloseSessionParams): Promise<CloseSessionResult> {
    this.sessions.delete(session);
    if (forget === undefined) {
      return { notForgotten: null };
    }
    const lazy = await import('./signIn/signIn.ts');
    return { notForgotten: (await lazy.forgetKept(forget)) ?? null };
  }

  /**
   * Returns an open session.
   * @param tenantId The tenant that the client expects the session to have.
   * @throws {ProtocolError} SessionNotFound or SessionMismatch.
   */
  get(id: string, tenantId: string | null): Session {
    const session = this.sessions.get(id);
    if (session === undefined) {
      throw new ProtocolError(
        'SessionNotFound',
        'The session is no longer signed in. Nothing was sent. Sign in again with Connect-MgGraph.',
      );
    }
    if (session.claims.tenantId !== tenantId) {
      const message = `The session is signed in to ${tenantName(session.claims.tenantId)} instead of ${tenantName(tenantId)}.`;
      throw new ProtocolError(
        'SessionMismatch',
        `${message} Nothing was sent. Sign in again with Connect-MgGraph.`,
      );
    }
    return session;
  }
}

/**
 * Checks the endpoints again, because the client's .NET accepts URLs that are invalid here, such as
 * https://10.0.0.256. The message does not show the endpoint, which could be a secret that was entered by
 * mistake.
 */
function requireEndpoints({ graphEndpoint, azureADEndpoint }: Environment): void {
  for (const [name, endpoint] of Object.entries({
    GraphEndpoint: graphEndpoint,
    AzureADEndpoint: azureADEndpoint,
  })) {
    if (endpoint !== undefined && !URL.canParse(endpoint)) {
      const message = `The environment's ${name} is not a valid URL. Nothing was sent.`;
      throw new ProtocolError(
        'InvalidParams',
        `${message} Check the environment with Get-MgEnvironment${name === 'AzureADEndpoint' ? ' and, if you use -EnvironmentVariable, the variable AZURE_AUTHORITY_HOST' : ''}.`,
      );
    }
  }
}

/** Signs in. The identity libraries are loaded on demand, because access tokens do not need them. */
async function signIn(params: OpenSessionParams, tools: SignInTools): Promise<SignedIn & SignInFacts> {
  if (params.credential.type === 'accessToken') {
    const credential = new AccessTokenCredential(params.credential.accessToken);
    return { credential, token: await credential.getToken(), correlationId: null, proxy: null };
  }
  const [lazy, { traced }] = await Promise.all([
    import('./signIn/signIn.ts'),
    import('./signIn/signInTrace.ts'),
  ]);
  return traced(() => lazy.signIn(params, tools));
}

/**
 * Throws if the token is for a tenant other than the requested one. A requested domain name cannot be
 * compared, because tokens contain only ids. A token without a tenant is accepted.
 */
function requireTenant({ credential }: OpenSessionParams, tenantId: string | null): void {
  const wanted = 'tenantId' in credential && guid.test(credential.tenantId) ? credential.tenantId : null;
  if (wanted !== null && tenantId !== null && wanted.toLowerCase() !== tenantId.toLowerCase()) {
    throw wrongTenant(wanted, tenantId);
  }
}

/**
 * Formats an expiry time as ISO 8601.
 * @returns Null if the token's expiry time is unknown.
 */
function dateText(timestamp: number): string | null {
  return timestamp === Number.MAX_SAFE_INTEGER ? null : new Date(timestamp).toISOString();
}
