import type { SignInPlace } from './signInContext.ts';
import type { ServiceFailure } from './signInLog.ts';

const clock =
  "This computer's clock differs too much from the clock of the sign-in service, or the network is very slow.";
const again = 'The sign-in has expired or was revoked. Sign in again with Connect-MgGraph.';
const moreProof =
  'The tenant requires stronger authentication of its users. Sign in again with Connect-MgGraph.';
const consent =
  'The application lacks consent to the requested permissions. An administrator of the tenant must grant it.';
const federation =
  'The sign-in service rejected the federated identity token. Check the issuer, subject and audience of the federated credential in the app registration.';
const scope =
  'The requested permissions do not exist in this tenant or application. Check -Scopes and -Environment.';

/** The advice for common error codes of the Microsoft identity platform. */
const byCode: ReadonlyMap<number, string> = new Map([
  [7000215, 'The client secret is wrong. Use the value of the secret, not its id.'],
  [7000222, 'The client secret has expired. Create a new one in the app registration.'],
  [700016, 'The tenant has no application with this client id. Check -ClientId, -TenantId and -Environment.'],
  [90002, 'The tenant does not exist. Check -TenantId and -Environment.'],
  [900023, 'The tenant does not exist. Check -TenantId and -Environment.'],
  [
    90014,
    'The request lacks a value that the sign-in service requires. Check the parameters of Connect-MgGraph.',
  ],
  [700027, 'The certificate is not registered for the application. Add it to the app registration.'],
  [70021, federation],
  [700211, federation],
  [700212, federation],
  [700213, federation],
  [700024, clock],
  [700021, clock],
  [65001, consent],
  [650052, consent],
  [650057, consent],
  [65004, 'The user declined to consent.'],
  [50105, 'The user is not assigned to the application. Ask an administrator to assign the user.'],
  [50020, 'The account of the user is not in a tenant that can use the application. Check -TenantId.'],
  [50194, 'The application belongs to a single tenant. Specify that tenant with -TenantId.'],
  [7000218, 'The application is not a public client. Allow public client flows in the app registration.'],
  [7000112, 'The application is disabled in this tenant.'],
  [
    50011,
    'The app registration lacks the redirect URI http://localhost, which sign-in with a browser requires.',
  ],
  [500011, 'The tenant does not recognize this address of Microsoft Graph. Check -Environment.'],
  [70011, scope],
  [1002012, scope],
  [50034, 'The user does not exist in this tenant.'],
  [50053, 'The user account is locked.'],
  [50057, 'The user account is disabled.'],
  [50126, 'The user name or password is wrong.'],
  [53000, 'A policy of the tenant requires a compliant device.'],
  [53003, 'A conditional access policy of the tenant does not allow this sign-in.'],
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
  ['access_denied', 'The sign-in was cancelled.'],
  ['authorization_declined', 'The sign-in was cancelled.'],
  ['consent_required', consent],
  ['expired_token', 'The device code expired before it was used. Try again.'],
  ['code_expired', 'The device code expired before it was used. Try again.'],
  ['interaction_required', moreProof],
  ['invalid_client', 'The credential is wrong. Check the secret or certificate, and -ClientId.'],
  ['invalid_grant', again],
  ['invalid_scope', scope],
  ['login_required', again],
  ['temporarily_unavailable', 'The sign-in service is busy. Try again later.'],
]);

/** Returns a sentence that describes the problem and its solution. */
export function adviceFor({ codes, error, status, host }: ServiceFailure, place: SignInPlace): string {
  if (place.isManagedIdentity) {
    return 'The managed identity is not available on this host. Check that it is assigned to the host, and check -ClientId if it is user-assigned.';
  }
  const advice = assertionAdvice(host, place);
  if (advice !== undefined) {
    return advice;
  }
  const known = codes.map((code) => byCode.get(code)).find((advice) => advice !== undefined);
  if (known !== undefined) {
    return known;
  }
  const busy =
    status === 429 || status >= 500 ? 'The sign-in service is busy or unavailable. Try again later.' : '';
  return byError.get(error) ?? (busy || 'Check the parameters of Connect-MgGraph.');
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
