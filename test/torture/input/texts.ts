import fc from 'fast-check';

const trouble = [
  '"',
  '\\',
  '\\"',
  '/',
  "'",
  '\u2018',
  '`',
  '$x',
  '{}',
  '\u0000',
  '\u001f',
  '\r\n',
  '\t',
  '\u007f',
  '\u0085',
  '\u00ad',
  '\u2028',
  '\ufeff',
  '\uffff',
  '\ud83d\ude00',
  'e\u0301',
];

const half = fc.integer({ min: 0xd800, max: 0xdfff }).map((unit) => String.fromCharCode(unit));
const control = fc.integer({ min: 0, max: 0x1f }).map((unit) => String.fromCharCode(unit));

/** Text with any Unicode characters, including lone surrogates. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: fc.string({ unit: 'binary', maxLength: 15 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 10 }) },
  {
    weight: 2,
    arbitrary: fc
      .array(fc.oneof(half, control, fc.constantFrom(...trouble)), { maxLength: 6 })
      .map((parts) => parts.join('')),
  },
);

/** Names with a special meaning in some program, and names that resemble declared properties. */
export const oddNames = [
  '',
  ' ',
  '"',
  '\\',
  '":1,"admin',
  '\u0000',
  '\n',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'prototype',
  'length',
  '@odata.type',
  '@odata.id',
  '@odata.bind',
  '#microsoft.graph.x',
  'a.b',
  'a[0]',
  '$ref',
  'Count',
  'Keys',
  'psobject',
  '\ud800',
  '\udc00x',
  'id ',
  ' id',
  'id\u0000',
  'i\u00add',
  '\u0131d',
  '\u0130d',
  'h\u0131story',
  'hi\u017ftory',
  'currentScore\u200b',
  '\uff49\uff44',
];

/**
 * Names that unknown properties must not have, in lowercase: declared properties, AdditionalProperties, and `case`, the
 * number of a case.
 */
const taken = new Set([
  'additionalproperties',
  'id',
  'currentscore',
  'lastrefreshdatetime',
  'maxscore',
  'updateddatetime',
  'customerinsights',
  'history',
  'requirements',
  'tenantid',
  'mfa',
  'score',
  'state',
  'case',
]);

/** Names of unknown properties, for notations that distinguish all names. */
export const anyName: fc.Arbitrary<string> = fc
  .oneof(fc.constantFrom(...oddNames), anyText)
  .filter((name) => !taken.has(name.toLowerCase()));
