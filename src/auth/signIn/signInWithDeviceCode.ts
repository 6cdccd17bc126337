import type { AuthenticationResult, DeviceCodeRequest, PublicClientApplication } from '@azure/msal-node';
import { ProtocolError } from '../../protocol/errors.ts';
import type { SignInTools } from './signIn.ts';

/** Signs in with a device code (RFC 8628), which the user enters in a browser on any device. */
export async function signInWithDeviceCode(
  app: PublicClientApplication,
  scopes: readonly string[],
  { signal, prompt }: SignInTools,
): Promise<AuthenticationResult> {
  const request: DeviceCodeRequest = {
    scopes: [...scopes],
    deviceCodeCallback: ({ message, verificationUri }) =>
      prompt({ kind: 'deviceCode', url: verificationUri, message }),
  };
  signal.addEventListener('abort', () => {
    request.cancel = true;
  });
  const result = await app.acquireTokenByDeviceCode(request);
  if (result === null) {
    throw new ProtocolError(
      'SignInFailed',
      'Sign-in failed: the sign-in service returned no token. Try again.',
    );
  }
  return result;
}
