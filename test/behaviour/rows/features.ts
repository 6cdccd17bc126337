import { better, type RowGroup, same } from '../row.ts';

export const headersVariable: RowGroup = {
  type: same('It is a dictionary of string arrays, with names in any case, content headers included.'),
  global: same('It is set as a global variable.'),
  'after-output': same('It is set behind the output.'),
  'no-content': same('It is set on an answer without content.'),
  'last-wins': same('Of several records the last one counts.'),
  'what-if': same('-WhatIf leaves it alone.'),
  cleared: better('response-headers-variable', 'A failed request leaves the values of an earlier one in it.'),
  'error-answer': better('response-headers-variable', 'An error answer does not set it.'),
  'own-scope': better(
    'response-headers-variable',
    "A variable of that name in the caller's own scope is not set.",
  ),
  'read-only': better(
    'response-headers-variable',
    'A name that cannot be set is an error only after sending.',
  ),
};

export const headers: RowGroup = {
  text: same('Names and values count as their text.'),
  refused: same('Malformed names and values, and those of the body, are an error; nothing is sent.'),
  null: better('headers', 'A null value is a null reference.'),
  array: better('headers', 'An array goes out as the name of its type.'),
  ours: same('Token, request id and SDK version cannot be replaced.'),
  unused: better('headers', 'Nothing tells that a header was given for nothing.'),
  given: same('All other headers are taken as given, those of the module itself included.'),
};

export const steps: RowGroup = {
  'script-block': same("A script block is a step, runs in the caller's runspace and can change the request."),
  order: same('Later prepended steps stand further out, appended ones further in.'),
  view: same('A step sees the real URL, and no token.'),
  'own-answer': same('A step can answer by itself.'),
  failures: same('A step that throws, returns nothing or no task is a non-terminating error.'),
  'default-values': same('Steps can come from $PSDefaultParameterValues.'),
};

export const proxyBreak: RowGroup = {
  proxy: better('proxy', '-Proxy has no effect.'),
  'proxy-credential': better('proxy', '-ProxyCredential has no effect.'),
  'proxy-default-credentials': better('proxy', '-ProxyUseDefaultCredentials has no effect.'),
  'proxy-sign-in': better('proxy', '-Proxy has no effect on requests for tokens.'),
  'proxy-environment': better('proxy', 'Its documentation names no variables of the environment.'),
  'proxy-sources': better(
    'proxy',
    'Variables count as .NET first finds them, and WebRequest.DefaultWebProxy does not count in PowerShell 7.',
  ),
  break: same('-Break names the process and waits for a .NET debugger before anything is sent.'),
};

export const models: RowGroup = {
  types: same('Five classes, each with its interface; values are nullable, arrays hold interfaces.'),
  members: same('Models have the members for unknown properties and for JSON.'),
  indexer: same(
    'The indexer, Add, Remove and the like concern additional properties only; that bag is read-only.',
  ),
  entity: same(
    'The interfaces of score, history and requirement extend that of an entity, which has the id.',
  ),
  casts: same(
    'Hashtable, ordered dictionary and JSON text can be cast to class and interface, also with -as.',
  ),
  properties: same('Declared properties can be set one by one, as New-Object -Property does.'),
  'no-constructor': same('A model has no constructor that takes a hashtable.'),
  'date-kinds': same('A date that came with a zone is UTC; one without has no kind.'),
  'table-view': same('A score is shown as a table of five columns.'),
  beside: same('The types are found by their full names.'),
};

export const sessions: RowGroup = {
  own: better(
    'tenants',
    'One sign-in serves the whole process, which mixes up tenants in parallel runspaces.',
  ),
  record: same('The session counts that is there when a record arrives.'),
  failed: better('tenants', "Nothing keeps a request after a failed sign-in from another tenant's token."),
  shared: same("A runspace that never signed in uses the process's sign-in."),
};

export const signIn: RowGroup = {
  cmdlets: same('The sign-in commands are cmdlets, two of them with an alias.'),
  parameters: same('They have these parameter sets, positions, aliases and types.'),
  welcome: same('The welcome is one text on the output, which -NoWelcome leaves out.'),
  verbose: better('sign-in', '-Verbose and -Debug add nothing to a sign-in.'),
  disconnect: same('Signing out where nobody is signed in is an error that does not end the script.'),
  environments: same(
    'Add, Set and Remove write the environment; Get writes nothing for a name that is not known.',
  ),
  'environment-errors': same('What cannot be added, changed or removed ends the command.'),
  'two-endpoints': better('sign-in', 'Add-MgEnvironment takes both addresses or none.'),
  completion: same('Tab completes environments.'),
};

export const beside: RowGroup = {
  installed: better('beside', 'Of two modules with the same commands the one that is found first answers.'),
  process: same('A sign-in counts in runspaces that the sign-in module is not loaded in.'),
};

export const cost: RowGroup = {
  figures: better('cost', 'Importing its modules takes long and brings many assemblies along.', 'cost'),
};
