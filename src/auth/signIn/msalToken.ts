import type { AuthenticationResult } from '@azure/msal-node';
import { ProtocolError } from '../../protocol/errors.ts';
import type { Token } from '../credential.ts';

/** @throws {ProtocolError} The library's result has no token. */
export function tokenOf({ accessToken, expiresOn }: AuthenticationResult): Token {
  if (accessToken === '' || expiresOn === null) {
    throw new ProtocolError('SignInFailed', 'Signing in failed: the service gave no access token.');
  }
  return { token: accessToken, expiresOnTimestamp: expiresOn.getTime() };
}
