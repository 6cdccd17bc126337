import { ProtocolError, type ServiceFacts } from '../../protocol/errors.ts';
import type { SignInPlace } from './during.ts';
import type { Journal, ServiceFailure } from './journal.ts';
import { adviceFor, isForUser } from './signInAdvice.ts';

/** A difference of clocks that makes the service refuse assertions, in seconds. */
const LARGE_OFFSET = 120;

/**
 * What a failure of the libraries means for the user. The service's own words, which the journal has, come
 * before theirs.
 */
export function signInError(error: unknown, journal: Journal, place: SignInPlace): ProtocolError {
  const { networkFailure, failure } = journal;
  if (networkFailure !== undefined) {
    const cure = place.isManagedIdentity
      ? 'Managed identities exist on Azure hosts that have one assigned; elsewhere sign in another way.'
      : 'Check the network, the proxy (HTTPS_PROXY, NO_PROXY) and -Environment, then try again.';
    return new ProtocolError(
      'SignInFailed',
      `Signing in failed: ${networkFailure} Nothing was sent to Graph. ${cure}`,
    );
  }
  if (failure !== undefined) {
    return serviceError(failure, journal, place);
  }
  return libraryError(error, journal);
}

function serviceError(failure: ServiceFailure, { clockOffset }: Journal, place: SignInPlace): ProtocolError {
  const facts = factsOf(failure);
  const said = [
    facts.serviceCode ?? `status ${failure.status}`,
    ...(failure.codes.length > 0 && failure.error !== '' ? [failure.error] : []),
    ...(facts.correlationId === undefined ? [] : [`correlation id ${facts.correlationId}`]),
  ];
  const words = failure.description === '' ? '' : ` It says: ${failure.description}`;
  const who = place.isManagedIdentity ? 'The managed identity endpoint' : failure.host;
  const message = `${adviceFor(failure, place)}${clockAdvice(clockOffset)} ${who} refused (${said.join(', ')}).${words}`;
  return new ProtocolError(
    isForUser(failure) ? 'InteractionRequired' : 'SignInFailed',
    `Signing in failed: ${message}`,
    false,
    facts,
  );
}

function factsOf({ codes, error, correlationId }: ServiceFailure): ServiceFacts {
  const [code] = codes;
  const serviceCode = code === undefined ? error : `AADSTS${code}`;
  return {
    ...(serviceCode !== '' && { serviceCode }),
    ...(correlationId !== '' && { correlationId }),
  };
}

function clockAdvice(offset: number): string {
  if (Math.abs(offset) < LARGE_OFFSET) {
    return '';
  }
  const minutes = Math.round(Math.abs(offset) / 60);
  const direction = offset > 0 ? 'behind' : 'ahead of';
  return ` This computer's clock is ${minutes} minutes ${direction} the service's: set it right.`;
}

/** Failures that the libraries find by themselves. Only their codes are ours to show. */
function libraryError(error: unknown, journal: Journal): ProtocolError {
  const { errorCode, name, message } = error as { errorCode?: unknown; name?: unknown; message?: unknown };
  const code = journal.clean(
    typeof errorCode === 'string' && errorCode !== '' ? errorCode : (name ?? 'Error'),
  );
  const known = advice.find(([pattern]) => pattern.test(code) || pattern.test(String(message)));
  if (known !== undefined) {
    const [, failureName, text] = known;
    return new ProtocolError(failureName, `Signing in failed: ${text}`);
  }
  return new ProtocolError('SignInFailed', `Signing in failed (${code.replace(/[^\w.-]/g, '')}). Try again.`);
}

const signInAgain = 'The sign-in has to be renewed by its user. Sign in again with Connect-MgGraph.';

const advice: readonly (readonly [RegExp, 'SignInFailed' | 'InteractionRequired', string])[] = [
  [
    /^(?:no_tokens_found|no_account_found|interaction_required|login_required|refresh_token_expired|token_refresh_required)$/,
    'InteractionRequired',
    signInAgain,
  ],
  [/^device_code_expired$/, 'SignInFailed', 'The device code has expired before it was used. Try again.'],
  [
    /PEM|certificate|asn1|decrypt|key/i,
    'SignInFailed',
    'The certificate file can not be used: it must hold a certificate and its RSA private key as PEM text, and the password must be right if the key is encrypted.',
  ],
];
