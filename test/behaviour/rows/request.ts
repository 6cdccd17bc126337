import { better, type RowGroup, same } from '../row.ts';

export const request: RowGroup = {
  target: same('PATCH goes to the beta path of the score below the endpoint of the environment.'),
  headers: same('The request carries the headers that mark it as one of the Graph modules.'),
  'new-id': same('Each request has a client-request-id of its own.'),
  'body-order': same('Additional properties stand first, the declared ones follow in a fixed order.'),
  'nested-order': same('Objects inside the body have a fixed order too.'),
  single: same('A Single goes out in its shortest form, with a point in every culture.'),
  'not-finite': better('not-finite', 'NaN and Infinity go out as they are, which is no JSON.'),
  int64: better('int64', 'A whole number beyond 2^53 goes out as text.'),
  'int64-fraction': same('A fraction for a whole number is rounded.'),
  'date-format': same('Dates go out in UTC with seven decimals.'),
  'date-local': same('Dates of kind Local and of no kind count as local time.'),
  'date-text-hashtable': same('Date text without a zone counts as UTC in a hashtable.'),
  'date-text-json': same('Date text without a zone counts as local time in JSON text.'),
  'date-offset-object': better('additional-properties', 'A DateTimeOffset for a date disappears.'),
  'additional-numbers': better(
    'culture',
    'Numbers among additional properties are written in the current culture.',
  ),
  'additional-dates': better(
    'additional-properties',
    'Dates among additional properties lose their seconds or more.',
  ),
  'additional-texts': same('Guid, Uri, enum, TimeSpan and big integer go out as text.'),
  'additional-bytes': same('A byte array goes out as base64.'),
  'additional-null': same('A null among additional properties is left out.'),
  'additional-null-in-array': better(
    'additional-properties',
    'A null inside an array fails with a null reference.',
  ),
  'null-id': same('A null or empty -Id is sent as empty text.'),
  'null-left-out': same('Other nulls are left out.'),
  'explicit-null': better('explicit-null', 'There is no way to send a null for a property.'),
  'empty-array': same('An empty array is sent as one.'),
  'empty-elements': same('Null and empty elements of an array are left out.'),
  collision: same(
    'A property set both declared and additionally is a non-terminating error, in any spelling.',
  ),
  'additional-declared': same('A declared name that only the additional properties have is sent.'),
  'send-back': same('A returned object can be sent back whole, annotations included.'),
};
