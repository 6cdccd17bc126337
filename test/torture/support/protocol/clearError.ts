import type { PsError } from '../../../support/engine.ts';

/** Error messages that tell the user what happened. */
const clear: readonly RegExp[] = [
  /^The module's backend process ended (?:unexpectedly )?\(.+\)\.( The outcome is unknown: .+\.|( Nothing was sent\.)? Run the command again\.)$/s,
  /^The module's backend sent a message that (?:is not an object|cannot be read)\.( The outcome is unknown: .+\.|( Nothing was sent\.)? Run the command again\.)?$/,
  /^The module's backend sent a message in which "\w+" is missing or invalid\.( The outcome is unknown: .+\.|( Nothing was sent\.)? Run the command again\.)?$/,
  /^The module's backend process ended (?:unexpectedly )?\(.+\)\. Path: .+ Run the command again\. If .+\.$/s,
  /^The module's backend could not be started: .+ Check that the installed package is for [\w-]+, .+\.$/s,
  /^The module's backend was restarted, .+ signs in as another identity /,
  /^The server responded with a (?:Request|Server) Error, Status: \w+(?:\. The response .+\.)?$/s,
  /^Graph accepted the request \(status 2\d\d\), but its response cannot be read as JSON: /,
  /^Graph carried out the request \(status 2\d\d\), but its response is [\w ]+ instead of a JSON object\./,
  /^The response is .*\. It has status 2\d\d but is not JSON\. .*The outcome is unknown: /s,
];

/** Text that is useful only to the module's authors. */
const internal =
  /Object reference|cast|not in a correct format|\(Parameter|cannot be null|Index was|Arg_|System\.|^ +at |Exception|un-representable|overflowed|too large or too small|Sequence contains|enumerat|IConvertible/im;

/**
 * Returns why an error is not suitable for a user; `undefined` when it is suitable.
 * @param own The backend's own message, which is shown unchanged.
 */
export function fault(
  { message, exceptionType, errorDetails }: PsError,
  own: string | undefined,
): string | undefined {
  if (own !== undefined && message === own) {
    return undefined;
  }
  if (internal.test(message) || internal.test(errorDetails ?? '')) {
    return `shows something internal: ${message} (${exceptionType})`;
  }
  return clear.some((pattern) => pattern.test(message))
    ? undefined
    : `says nothing that is known: ${message}`;
}

/** Determines whether an error says that the outcome is unknown: Graph may have received the request. */
export function isInDoubt({ message }: PsError): boolean {
  return message.includes('The outcome is unknown');
}
