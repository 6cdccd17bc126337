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
      : networkFailure.cure;
    const message = `Signing in failed: ${networkFailure.what}. Nothing was sent to Graph. ${cure}`;
    return new ProtocolError('SignInFailed', message);
  }
  if (failure !== undefined) {
    return serviceError(failure, journal, place);
  }
  return libraryError(error, journal, place);
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

/** Failures that the libraries find by themselves, without a request. Only their codes are ours to show. */
function libraryError(error: unknown, journal: Journal, place: SignInPlace): ProtocolError {
  const { errorCode, name } = error as { errorCode?: unknown; name?: unknown };
  const code = journal.clean(
    typeof errorCode === 'string' && errorCode !== '' ? errorCode : (name ?? 'Error'),
  );
  const known = advice.get(code);
  if (known !== undefined) {
    return new ProtocolError(known.name, `Signing in failed: ${known.text}`);
  }
  if (place.hasCertificateFile) {
    return new ProtocolError('SignInFailed', `Signing in failed: ${badFile}`);
  }
  return new ProtocolError('SignInFailed', `Signing in failed (${code.replace(/[^\w.-]/g, '')}). Try again.`);
}

const badFile =
  'The certificate file can not be used: it must hold a certificate and its RSA private key as PEM text, and the password must be right if the key is encrypted.';

interface Advice {
  name: 'SignInFailed' | 'InteractionRequired';
  text: string;
}

const again: Advice = {
  name: 'InteractionRequired',
  text: 'The sign-in has to be renewed by its user. Sign in again with Connect-MgGraph.',
};

/** By the libraries' own codes, or the names of their errors where those have none. */
const advice: ReadonlyMap<string, Advice> = new Map<string, Advice>([
  ['no_tokens_found', again],
  ['no_account_found', again],
  ['interaction_required', again],
  ['login_required', again],
  ['refresh_token_expired', again],
  ['token_refresh_required', again],
  [
    'device_code_expired',
    { name: 'SignInFailed', text: 'The device code has expired before it was used. Try again.' },
  ],
  [
    // Without a request of its own it repeats an answer of the service that asked to wait.
    'ServerError',
    { name: 'SignInFailed', text: 'The sign-in service is busy and asked to wait. Try again in a minute.' },
  ],
]);
