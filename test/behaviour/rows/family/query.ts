import { better, type RowGroup, same } from '../../row.ts';

export const surface: RowGroup = {
  requests: same(
    'Each parameter set is one request: a list, one object by its id, or the update of an alert.',
  ),
  functions: same('All are functions without aliases or positions; only the update asks ShouldProcess.'),
  'read-what-if': same('A command that reads has no -WhatIf.'),
  ids: same("An object's id is mandatory in its sets, and has the name of the object's kind."),
  identity: same('-InputObject takes an identity, is mandatory in its sets, and comes from the pipeline.'),
  'read-options': same('Each read has -ExpandProperty and -Property, with aliases.'),
  'list-options': same('Lists alone have the options that choose and count; nothing has -Count.'),
  shared: same('Each command has the variable for headers, -Headers from the pipeline, steps and the proxy.'),
  'identity-names': same(
    'An identity has an id for each kind, called in JSON as in the path and in a hashtable as the property.',
  ),
};

export const query: RowGroup = {
  'all-options': same('All options go out together, with $ as it is and their values escaped, commas too.'),
  'property-list': same('Properties in one text or in several are the same list.'),
  expand: same('What is expanded, with options of its own, is one value that is escaped as a whole.'),
  'sort-escaped-once': better('query', 'From the second element on a list is escaped twice.'),
  'property-null': same('No property, or null, is no option.'),
  'property-blank': better('query', "-Property '' sends an empty option."),
  'property-empty-elements': better('query', 'Null and empty elements leave their commas.'),
  'filter-escaped': same('A filter is escaped once, as UTF-8.'),
  'filter-percent': better('query', 'A filter with %41 is decoded before it is escaped, so that A arrives.'),
  'filter-escaped-whole': same('A filter that is escaped as a whole arrives decoded.'),
  'filter-plus': better('query', 'A + in a filter that does not end in a quote arrives as a blank.'),
  'filter-empty': same('An empty filter, or null, is left out.'),
  blank: better('query', 'A filter or search of nothing but blanks is sent.'),
  'search-quoted': same('A search is put into quotes, unless it begins with one.'),
  'search-inner-quotes': better('query', 'Quotes inside a search are not escaped.'),
  zero: same('-Skip 0 and -Top 0 are sent.'),
  'null-number': better('query', '-Top and -Skip with null or empty text send 0.'),
  negative: better('query', 'A negative -Skip or -Top is sent.'),
  'top-thousand': same('-Top 1000 and more is no option; pages are followed.'),
  'page-size': same('-PageSize is the $top that is sent, also where -Top is given.'),
  'page-size-range': same('A -PageSize of 0, or above 999, ends the statement.'),
  'page-size-error-id': better('query', 'The error of a wrong -PageSize has another id each time.'),
  'page-size-negative': better('query', 'A negative -PageSize is sent.'),
  'top-text': same('Text that is no number for -Top ends the statement.'),
  'count-variable': same('-CountVariable asks for the count, and sets a global variable to it as an Int32.'),
  'count-own-scope': better(
    'count-variable',
    "A variable of the count's name in the caller's own scope is not set.",
  ),
  'count-cleared': better('count-variable', 'Without a count in the answer the variable keeps its value.'),
  'count-scope-name': better(
    'count-variable',
    'A name with a scope, such as script:n, is set where nobody sees it.',
  ),
  'count-prefix': same('-Count is short for -CountVariable, and asks for its argument.'),
  'consistency-level': same('A ConsistencyLevel among the headers is sent with every page.'),
};

export const headers: RowGroup = {
  read: same('A read has the headers of the update, but none about a body or what is accepted.'),
  'sdk-version': better(
    'paging',
    'From the second page on the SDK version has a second, empty value, and another name for v1.0.',
  ),
  'variable-all': same('-ResponseHeadersVariable holds the headers of the first page.'),
  'variable-error': better(
    'response-headers-variable',
    'The error answer of a read does not set the variable for headers.',
  ),
};
