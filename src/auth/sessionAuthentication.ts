import type { AuthenticationProvider, RequestInformation } from '@microsoft/kiota-abstractions';
import type { Session } from './sessions.ts';

/**
 * Adds the session's token to requests to exactly the origin of its Graph endpoint, and to no other.
 * (Kiota's own check compares host names only, and takes an empty list for "any host".)
 */
export class SessionAuthentication implements AuthenticationProvider {
  constructor(private readonly session: Session) {}

  authenticateRequest = async (request: RequestInformation): Promise<void> => {
    const { credential, graphOrigin } = this.session;
    if (new URL(request.URL).origin !== graphOrigin) {
      return;
    }
    const accessToken = await credential.getToken(`${graphOrigin}/.default`);
    if (accessToken !== null) {
      request.headers.add('Authorization', `Bearer ${accessToken.token}`);
    }
  };
}
