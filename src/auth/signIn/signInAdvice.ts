import type { SignInPlace } from './signInContext.ts';
import type { ServiceFailure } from './signInLog.ts';

const clock = "The time on this computer and the service's differ too much, or the line is very slow.";
const again = 'The sign-in has expired or was revoked. Sign in again with Connect-MgGraph.';
const moreProof =
  'The tenant requires stronger authentication of its users. Sign in again with Connect-MgGraph.';
const consent =
  'The application lacks consent. An administrator of the tenant has to grant it these permissions.';
const federation =
  'The application does not trust whoever vouches for it here: check the issuer, subject and audience of the federated credential in its registration.';
const scope =
  'The tenant or the application does not know these permissions: check -Scopes and -Environment.';

/** The advice for common error codes of the Microsoft identity platform. */
const byCode: ReadonlyMap<number, string> = new Map([
  [7000215, 'The client secret is wrong: use the value of the secret, not its id.'],
  [7000222, 'The client secret has expired: make a new one in the registration of the application.'],
  [700016, 'The tenant has no application with this client id: check -ClientId, -TenantId and -Environment.'],
  [90002, 'The tenant does not exist: check -TenantId and -Environment.'],
  [900023, 'The tenant does not exist: check -TenantId and -Environment.'],
  [90014, 'The request lacks something that this tenant wants: check the parameters.'],
  [700027, 'The application does not know this certificate: add it to the registration of the application.'],
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
  [50105, 'The user is not assigned to the application: ask an administrator to assign the user.'],
  [50020, 'The user belongs to no tenant that may use the application: check -TenantId.'],
  [50194, 'The application belongs to one tenant only: specify it with -TenantId.'],
  [7000218, 'The application is not a public client: allow public client flows in its registration.'],
  [7000112, 'The application is disabled in this tenant.'],
  [50011, 'The registration of the application needs the redirect URI http://localhost for browsers.'],
  [500011, 'The tenant does not know Microsoft Graph at this address: check -Environment.'],
  [70011, scope],
  [1002012, scope],
  [50034, 'The tenant has no such user.'],
  [50053, 'The user is locked.'],
  [50057, 'The user is disabled.'],
  [50126, 'The user name or password is wrong.'],
  [53000, 'A policy of the tenant asks for a compliant device.'],
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
  ['invalid_client', 'The credential is wrong: check the secret or certificate and -ClientId.'],
  ['invalid_grant', again],
  ['invalid_scope', scope],
  ['login_required', again],
  ['temporarily_unavailable', 'The service is busy. Try again later.'],
]);

/** Returns a sentence that describes the problem and its solution. */
export function adviceFor({ codes, error, status, host }: ServiceFailure, place: SignInPlace): string {
  if (place.isManagedIdentity) {
    return 'This host gave no managed identity: check that one is assigned to it, and check -ClientId if it is user-assigned.';
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
    status === 429 || status >= 500 ? 'The sign-in service is busy or broken. Try again later.' : '';
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
