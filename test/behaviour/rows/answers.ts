import { better, type RowGroup, same } from '../row.ts';

export const answers: RowGroup = {
  object: same('A JSON object comes back as one typed score with its unknown properties.'),
  'no-content': same('An empty answer, or an array, is no output at all and no error.'),
  unreadable: same('A successful answer that is no JSON is an error under the id of the command.'),
  'non-terminating': same('Errors of the service let the script go on, with $? false.'),
  'graph-error': same("The service's code and message make the error's message, id, details and target."),
  'error-without-code': same(
    "Without code or message the error speaks of the status and has the status's name as id.",
  ),
  'error-not-json': better('error-answers', 'The status of an error is lost where its body is no JSON.'),
  'error-facts': better(
    'error-answers',
    'The exception does not carry the status, code and request ids as values.',
  ),
  'error-lists': same('Each error stands once in -ErrorVariable and $Error, as it was reported.'),
  'one-request': same('Errors that waiting does not cure are asked for once.'),
  unauthorized: same('A 401 is tried once more where there is a fresh token, then it is an error.'),
  retried: same('429, 503 and 504 are asked again up to three times.'),
  'retry-wait': better(
    'retry',
    'Between tries it waits as Retry-After says, else three seconds and longer each time.',
  ),
  'retry-end': better('error-answers', 'When all tries failed, the error only counts them.'),
  redirects: same('Redirects are followed with method and body, without the token on another host.'),
  'see-other': same('A 303 turns the request into a GET without a body.'),
  refused: same('A refused connection is an error under the id of the command, asked once.'),
  broken: same('A connection that breaks is an error under the id of the command, asked once.'),
  'connection-exception': same('A failed connection is an HttpRequestException.'),
  'time-out': same('An answer that takes too long is a TaskCanceledException.'),
  warning: same('A Warning header is written as a warning.'),
  'not-connected': same('Without a sign-in each record is one error that asks for it.'),
};
