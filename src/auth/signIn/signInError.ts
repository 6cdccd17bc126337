import { ProtocolError, type ServiceFacts } from '../../protocol/errors.ts';
import { adviceFor, assertionAdvice, isForUser } from './signInAdvice.ts';
import type { SignInPlace } from './signInContext.ts';
import type { ServiceFailure, SignInLog } from './signInLog.ts';

/** The minimum clock difference, in seconds, at which the message tells the user to correct the clock. */
const LARGE_OFFSET = 120;

/**
 * Converts a failure of the identity libraries to an error for the user. A network failure or the service's
 * error, which the log contains, takes precedence over the library's error. Only the library errors in
 * `findings` take precedence over both.
 */
export function signInError(error: unknown, log: SignInLog, place: SignInPlace): ProtocolError {
  const { networkFailure, failure } = log;
  const finding = findings.get(codeOf(error));
  if (finding !== undefined) {
    return new ProtocolError('SignInFailed', `Sign-in failed: ${finding}`);
  }
  if (networkFailure !== undefined) {
    const remedy = place.isManagedIdentity
      ? 'If this is an Azure host or Azure Arc server with a managed identity, try again in a new PowerShell process, so that the current environment variables of the host apply. Otherwise, sign in another way.'
      : networkFailure.remedy;
    const message = `Sign-in failed: ${networkFailure.what}. Nothing was sent to Graph. ${remedy}`;
    return new ProtocolError('SignInFailed', message);
  }
  if (failure !== undefined) {
    return serviceError(failure, log, place);
  }
  return libraryError(error, log, place);
}

/**
 * Returns the error for a sign-in without user interaction that received no token in time.
 * @param seconds The time limit that has expired.
 */
export function noTokenInTime(seconds: number): ProtocolError {
  const message = `Sign-in failed: no token was returned within ${seconds} seconds. Nothing was sent to Graph. Check the network connection and the proxy, then try again.`;
  return new ProtocolError('SignInFailed', message);
}

function serviceError(
  failure: ServiceFailure,
  { clockOffset }: SignInLog,
  place: SignInPlace,
): ProtocolError {
  const facts = factsOf(failure);
  const said = [
    facts.serviceCode ?? `status ${failure.status}`,
    ...(failure.codes.length > 0 && failure.error !== '' ? [failure.error] : []),
    ...(facts.correlationId === undefined ? [] : [`correlation id ${facts.correlationId}`]),
  ];
  const words = failure.description === '' ? '' : ` It says: ${sentence(failure.description)}`;
  const who = place.isManagedIdentity ? 'The managed identity endpoint' : failure.host;
  // A response without an error code may come from a proxy, whose clock can be wrong.
  const clock = failure.error === '' ? '' : clockAdvice(clockOffset);
  const message = `${adviceFor(failure, place, clock)} ${who} returned an error (${said.join(', ')}).${words}`;
  return new ProtocolError(
    isForUser(failure) ? 'InteractionRequired' : 'SignInFailed',
    `Sign-in failed: ${message}`,
    false,
    facts,
  );
}

/** Returns the text with a full stop at its end, unless it already ends like a sentence. */
function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
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
  return `This computer's clock is ${minutes} minutes ${direction} the service's clock. Correct it.`;
}

/**
 * Describes a failure that a library detected without an error from the service. Of the library's error, at
 * most its code or its name is shown.
 */
function libraryError(error: unknown, log: SignInLog, place: SignInPlace): ProtocolError {
  const code = log.clean(codeOf(error));
  const known = advice.get(code) ?? advice.get(nameOf(error));
  if (known !== undefined) {
    return new ProtocolError(known.name, `Sign-in failed: ${known.text}`);
  }
  const assertion = assertionAdvice(log.host, place);
  if (assertion !== undefined) {
    const message = `${assertion} The response from ${log.host} has no token.`;
    return new ProtocolError('SignInFailed', `Sign-in failed: ${message}`);
  }
  const shown = code.replace(/[^\w.-]/g, '');
  const message = `Sign-in failed: an unexpected error occurred (${shown}). Try again. If the error recurs, check the network connection, the proxy and the parameters of Connect-MgGraph.`;
  return new ProtocolError('SignInFailed', message);
}

function codeOf(error: unknown): string {
  const { errorCode } = error as { errorCode?: unknown };
  return typeof errorCode === 'string' && errorCode !== '' ? errorCode : nameOf(error);
}

function nameOf(error: unknown): string {
  return String((error as { name?: unknown }).name ?? 'Error');
}

const oddKeyFile =
  'The Azure Arc agent specified a key file with an unexpected folder, name or size. The file was not read.';

/**
 * Failures that the libraries detect themselves, by error code. They take precedence over network failures
 * and the service's errors.
 */
const findings: ReadonlyMap<string, string> = new Map([
  ['device_code_expired', 'The device code expired before the sign-in was completed. Try again.'],
  [
    'unable_to_read_secret_file',
    "The key file of the Azure Arc agent cannot be read: this user must be a member of the group himds (on Windows, 'Hybrid agent extension applications') or an administrator.",
  ],
  [
    'unable_to_create_cloud_shell',
    'The variable MSI_ENDPOINT indicates Azure Cloud Shell, which has no user-assigned identities. Omit -ClientId, or sign in another way.',
  ],
  ['invalid_file_extension', oddKeyFile],
  ['invalid_file_path', oddKeyFile],
  ['invalid_secret', oddKeyFile],
  [
    'user_assigned_managed_identity_not_confirmed',
    'The Azure Arc agent did not confirm that it used the identity that -ClientId specifies. Update the agent, or omit -ClientId to use the system-assigned identity.',
  ],
]);

interface Advice {
  name: 'SignInFailed' | 'InteractionRequired';
  text: string;
}

const again: Advice = {
  name: 'InteractionRequired',
  text: 'The sign-in is no longer valid. Sign in again with Connect-MgGraph.',
};

/** The advice for failures that the libraries detect, by error code or by the error's name. */
const advice: ReadonlyMap<string, Advice> = new Map<string, Advice>([
  ['no_tokens_found', again],
  ['no_account_found', again],
  ['interaction_required', again],
  ['login_required', again],
  ['refresh_token_expired', again],
  ['token_refresh_required', again],
  [
    // For some time after status 429, a 5xx status or a Retry-After header, MSAL sends no request. It repeats
    // the earlier error instead, with that response's codes as the error code.
    'ServerError',
    { name: 'SignInFailed', text: 'The sign-in service is busy. Try again later.' },
  ],
]);
