import { better, type RowGroup, same } from '../row.ts';

export const streams: RowGroup = {
  'what-if': same('-WhatIf names the operation by parameter set and the target by its path.'),
  'what-if-does-nothing': same('-WhatIf sends, writes and sets nothing, and needs no sign-in.'),
  'what-if-each-record': same('-WhatIf says one line for each piped record.'),
  'what-if-preference': same('A global $WhatIfPreference counts.'),
  confirm: same('-Confirm asks the same sentence, with yes as its default.'),
  verbose: same('-Verbose says the same sentence and nothing else.'),
  'what-if-plan': better(
    'what-if',
    'With -WhatIf, -Verbose and -Debug show neither the body nor the tenant.',
  ),
  'confirm-plan': better(
    'what-if',
    'With -Confirm, -Verbose and -Debug show neither the body nor the tenant before the prompt.',
  ),
  'left-out': better('missing-value', 'Nothing says what was left out of a body.'),
  'own-what-if': better(
    'preferences',
    "A $WhatIfPreference of the caller's own scope is passed over: it sends.",
  ),
  'own-confirm': better('preferences', "A $ConfirmPreference of the caller's own scope is passed over."),
  'own-error-action': better(
    'preferences',
    "An $ErrorActionPreference of the caller's own scope is passed over.",
  ),
  'own-verbose': better('preferences', "A $VerbosePreference of the caller's own scope is passed over."),
  'own-debug': better('preferences', "A $DebugPreference of the caller's own scope is passed over."),
  debug: same('-Debug writes blocks about sign-in, request and answer, without the token.'),
  progress: same('Output, errors and warnings stay free of progress.'),
  stop: same('Ctrl+C ends a request or a wait at once and leaves no error.'),
  'early-end': same('A pipeline that is ended behind the command sends no further record.'),
  'downstream-error': better(
    'downstream-errors',
    'An error of the next command does not stop the records behind it.',
  ),
};
