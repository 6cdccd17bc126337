import { better, type RowGroup, same } from '../../row.ts';

export const errors: RowGroup = {
  'graph-error': same(
    "The service's code and message make the error's id and message, and the script goes on.",
  ),
  'own-id': same('Other errors have the id of the command and its parameter set.'),
  target: same("The error's target has what was given, by names that depend on the parameter set."),
  details: same('The details of an error are those of the update.'),
  'without-code': same('An error without code and message speaks of the status.'),
  'not-connected': same('Without a sign-in each record is one error that asks for it.'),
  unauthorized: same('A 401 is tried once more where there is a fresh token, then it is an error.'),
  retries: same('429, 503 and 504 are asked again up to three times.'),
  redirects: same('Redirects are followed, without the token on another host.'),
  'broken-read': same(
    'A read whose connection breaks before the answer is sent once more, under the same id.',
  ),
  'not-modified': same('A 304 is an error that says so.'),
  verbose: same('-Verbose says nothing on a read.'),
  debug: same('-Debug has a block for the request and one for the answer of each page.'),
  'debug-headers': better('debug', 'On Linux the last letter of a list of headers is missing.'),
  'what-if': same("-WhatIf names the parameter set, and the path with the id's placeholder."),
  preferences: better('preferences', "Preferences of the caller's own scope are passed over by reads too."),
};

export const body: RowGroup = {
  order: same('The properties of an alert go out in a fixed order, additional ones first.'),
  empty: same('With the id alone an empty JSON object is sent.'),
  switch: same('-IsTest sends true, and -IsTest:$false sends false.'),
  'switch-null': better('missing-value', '-IsTest:$null sends false.'),
  'switch-positional': same('A value behind -IsTest with a blank is refused.'),
  'boolean-text': better('boolean-text', "PowerShell makes true of any text for a boolean, 'False' too."),
  'script-block': better('wrong-value', 'A script block for a text is sent as its own source.'),
  details: same('-AdditionalDetails is a nested object of texts, numbers, booleans, lists and hashtables.'),
  'details-dates': better('additional-properties', 'Dates in -AdditionalDetails are cut.'),
  'details-empty': same('-AdditionalDetails without anything in it, or null, is left out.'),
  'details-back': better(
    'pscustomobject',
    '-AdditionalDetails refuses what a read gave, which is not a hashtable.',
  ),
  'empty-element': same('An empty element of -AffectedResources is left out.'),
  misspelt: same('A misspelt property of a nested hashtable is sent as it is.'),
  enumeration: same('Texts of enumerations are sent as they are.'),
  'send-back': same('An alert that was read goes back whole, annotations included.'),
};
