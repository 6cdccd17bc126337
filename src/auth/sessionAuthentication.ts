import type { AuthenticationProvider, RequestInformation } from '@microsoft/kiota-abstractions';
import type { TokenRequest } from './credential.ts';
import type { Session } from './session.ts';

/**
 * Adds the session's token to requests to exactly the origin of its Graph endpoint, and to no other.
 * (Kiota's own check compares host names only, and takes an empty list for "any host".)
 */
export class SessionAuthentication implements AuthenticationProvider {
  constructor(
    private readonly session: Session,
    private readonly tokenRequest: TokenRequest,
  ) {}

  authenticateRequest = async (request: RequestInformation): Promise<void> => {
    const { tokens, graphOrigin } = this.session;
    if (new URL(request.URL).origin === graphOrigin) {
      request.headers.add('Authorization', `Bearer ${await tokens.get(this.tokenRequest)}`);
    }
  };
}
