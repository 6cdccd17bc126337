import type { SignInPlace } from './signInContext.ts';
import type { ServiceFailure } from './signInLog.ts';

const assertionTime = "The application's client assertion has expired or is not valid yet.";
const assertionTimeRemedy =
  "Check this computer's clock. If you use a federated token, check that it has not expired.";
const again = 'The sign-in has expired or was revoked. Sign in again with Connect-MgGraph.';
const moreProof =
  'The tenant requires additional authentication, such as multi-factor authentication. Sign in again with Connect-MgGraph.';
const consent =
  'The application lacks consent to the requested permissions. Ask a tenant administrator to grant it.';
const federation =
  'The sign-in service rejected the federated identity token. Check the issuer, subject and audience of the federated credential of the application or managed identity.';
const scope =
  'At least one of the requested permissions is not valid for this tenant or application. Check -Environment and, if a user signs in, the permission names in -Scopes.';
const address = 'The tenant does not recognize this Microsoft Graph address. Check -Environment.';
const serviceBusy = 'The sign-in service is busy or unavailable. Try again later.';

/** The advice for common error codes of the Microsoft identity platform. */
const byCode: ReadonlyMap<number, string> = new Map([
  [7000215, 'The client secret is wrong. Use the value of the secret, not its ID.'],
  [7000222, 'The client secret has expired. Create a new one in the app registration.'],
  [
    700016,
    'The tenant has no application with this client ID. Check the client ID, the tenant ID and -Environment.',
  ],
  [90002, 'The tenant does not exist. Check the tenant ID and -Environment.'],
  [900023, 'The tenant does not exist. Check the tenant ID and -Environment.'],
  [
    90014,
    'The request lacks a value that the sign-in service requires. Check the parameters of Connect-MgGraph.',
  ],
  [
    700027,
    'The sign-in service rejected the certificate. Check that the app registration contains it, and that it has not expired.',
  ],
  [70021, federation],
  [700211, federation],
  [700212, federation],
  [700213, federation],
  [700024, assertionTime],
  [65001, consent],
  [
    650052,
    'The application requires a service that the tenant has not enabled. Ask a tenant administrator to enable it.',
  ],
  [
    650057,
    'The app registration does not contain the requested permissions. Add them, then ask a tenant administrator to grant consent.',
  ],
  [65004, 'The user declined to consent. Sign in again and accept the requested permissions.'],
  [50105, 'The user is not assigned to the application. Ask an administrator to assign the user.'],
  [50020, 'The account does not exist in this tenant. Sign in with another account, or check -TenantId.'],
  [50194, 'The application belongs to a single tenant. Specify that tenant with -TenantId.'],
  [
    7000218,
    'The application is not a public client. In the app registration, allow public client flows for -UseDeviceCode, or add the redirect URI http://localhost under "Mobile and desktop applications" for browser sign-in.',
  ],
  [7000112, 'The application is disabled in this tenant. Ask an administrator to enable it.'],
  [
    50011,
    'The app registration lacks the redirect URI http://localhost, which browser sign-in requires. Add it under "Mobile and desktop applications", or sign in with -UseDeviceCode.',
  ],
  [500011, address],
  [70011, scope],
  [1002012, scope],
  [50034, 'The user does not exist in this tenant. Check the user name and -TenantId.'],
  [
    50053,
    'The user account is locked, or sign-ins from this IP address are blocked. Try again later, or contact an administrator.',
  ],
  [50057, 'The user account is disabled. Ask an administrator to enable it.'],
  [50126, 'The user name or password is wrong. Sign in again.'],
  [
    53000,
    'The tenant allows this sign-in only from a compliant device. Sign in with a browser on such a device, without -UseDeviceCode.',
  ],
  [53003, "The tenant's Conditional Access policies block this sign-in. Contact a tenant administrator."],
  [50076, moreProof],
  [50079, moreProof],
  [50158, moreProof],
  [50132, again],
  [50133, again],
  [50173, again],
  [70008, again],
  [70043, again],
  [700082, again],
  [700084, again],
]);

/** The advice for OAuth error codes, used if no numeric code in the table above applies. */
const byError: ReadonlyMap<string, string> = new Map([
  [
    'access_denied',
    'The sign-in was cancelled or denied. If it was cancelled, try again. Otherwise, contact a tenant administrator.',
  ],
  ['authorization_declined', 'The user declined the sign-in. Try again.'],
  ['consent_required', consent],
  ['expired_token', 'The device code expired before the sign-in was completed. Try again.'],
  ['code_expired', 'The device code expired before the sign-in was completed. Try again.'],
  [
    'interaction_required',
    'The sign-in requires user interaction, such as multi-factor authentication. Sign in again with Connect-MgGraph.',
  ],
  [
    'invalid_client',
    'The sign-in service rejected the credential. Check the client ID, and the secret, certificate or federated credential.',
  ],
  [
    'invalid_grant',
    'The sign-in service rejected the sign-in, which may have expired. Sign in again with Connect-MgGraph.',
  ],
  ['invalid_scope', scope],
  ['login_required', again],
  // A redirect in the browser reports a failure of the service with one of these codes instead of a status.
  ['server_error', serviceBusy],
  ['temporarily_unavailable', serviceBusy],
]);

/** The advice for error codes that are in neither table. */
const other =
  'The sign-in service rejected the request. Check the parameters of Connect-MgGraph and, if you use -EnvironmentVariable or -Identity, the environment variables.';

/**
 * The advice for a response that the sign-in service would not send, because it is not JSON or because it is
 * an error without a code.
 */
export const foreignResponseAdvice =
  "The response may come from a proxy or from the network's sign-in page (captive portal) instead of the sign-in service. Check the network connection, the proxy and -Environment.";

/**
 * Returns sentences that describe the problem and its solution.
 * @param clock The advice to correct the clock; empty if the clock is not known to be wrong.
 */
export function adviceFor(failure: ServiceFailure, place: SignInPlace, clock: string): string {
  const advice = adviceOn(failure, place);
  return `${advice} ${clock || (advice === assertionTime ? assertionTimeRemedy : '')}`.trim();
}

function adviceOn({ codes, error, status, host }: ServiceFailure, place: SignInPlace): string {
  const isBusy = status === 429 || status >= 500;
  // The managed identity endpoint of a virtual machine also sends 410 while the endpoint is being updated.
  if (place.isManagedIdentity && (isBusy || status === 410)) {
    return 'The managed identity endpoint is busy or unavailable. Try again later.';
  }
  if (place.isManagedIdentity && error === 'invalid_resource') {
    return address;
  }
  if (place.isManagedIdentity) {
    return 'The host issued no token for the managed identity. Check that the identity is assigned to the host and, if it is user-assigned, that -ClientId specifies its client ID.';
  }
  const advice = assertionAdvice(host, place);
  if (advice !== undefined) {
    return isBusy ? "The issuer of the job's tokens is busy or unavailable. Try again later." : advice;
  }
  const known = codes.map((code) => byCode.get(code)).find((advice) => advice !== undefined);
  if (known !== undefined) {
    return known;
  }
  const rejected = error === '' ? foreignResponseAdvice : other;
  return byError.get(error) ?? (isBusy ? serviceBusy : rejected);
}

/** Returns the advice for a pipeline's assertion service; undefined if the host is another service. */
export function assertionAdvice(host: string, { assertions }: SignInPlace): string | undefined {
  return assertions !== undefined && host === new URL(assertions.url).host ? assertions.advice : undefined;
}

const forUser: ReadonlySet<string> = new Set(['interaction_required', 'login_required', 'consent_required']);

/** Returns whether only the user can resolve the failure, by signing in again. */
export function isForUser({ codes, error, suberror }: ServiceFailure): boolean {
  const advised = codes.map((code) => byCode.get(code));
  return (
    forUser.has(error) || forUser.has(suberror) || advised.includes(again) || advised.includes(moreProof)
  );
}
