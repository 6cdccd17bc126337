import type { TokenCredential } from '@azure/identity';
import { ProtocolError } from '../protocol/errors.ts';
import type { OpenSessionParams, OpenSessionResult } from '../protocol/protocol.ts';
import { AccessTokenCredential } from './accessTokenCredential.ts';

export interface Session {
  readonly credential: TokenCredential;
  /** The only origin (scheme, host and port) that the session's token may go to. */
  readonly graphOrigin: string;
}

/** The sessions that the client has opened, by its own names for them. */
export class Sessions {
  private readonly sessions = new Map<string, Session>();

  /** @throws {ProtocolError} InvalidToken; a session that is open under this id stays. */
  open({ session, environment, credential: { accessToken } }: OpenSessionParams): OpenSessionResult {
    const credential = new AccessTokenCredential(accessToken);
    this.sessions.set(session, { credential, graphOrigin: environment.graphEndpoint });
    const { expiresOn, ...claims } = credential.claims;
    return {
      authType: 'UserProvidedAccessToken',
      tokenCredentialType: 'UserProvidedAccessToken',
      ...claims,
      expiresOn: expiresOn?.toISOString() ?? null,
    };
  }

  close(id: string): void {
    this.sessions.delete(id);
  }

  /** @throws {ProtocolError} SessionNotFound. */
  get(id: string): Session {
    const session = this.sessions.get(id);
    if (session === undefined) {
      throw new ProtocolError(
        'SessionNotFound',
        'The session is not open in the backend. Sign in again with Connect-MgGraph.',
      );
    }
    return session;
  }
}
