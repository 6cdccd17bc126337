/** A line of the table in docs/differences.md: a way in which this module is better on purpose. */
export const policyLines = [
  'pipeline-input',
  'piped-lines',
  'identities',
  'query',
  'count-variable',
  'paging',
  'pscustomobject',
  'wrong-value',
  'missing-value',
  'blank',
  'boolean-text',
  'number-text',
  'fraction',
  'json-null',
  'pipeline-values',
  'preferences',
  'downstream-errors',
  'one-element',
  'culture',
  'not-finite',
  'unknown-numbers',
  'unknown-names',
  'other-keys',
  'int64',
  'explicit-null',
  'null-text',
  'additional-properties',
  'what-if',
  'debug',
  'headers',
  'proxy',
  'response-headers-variable',
  'error-answers',
  'exceptions',
  'no-object',
  'answer-values',
  'retry',
  'tenants',
  'sign-in',
  'views',
  'beside',
  'cost',
] as const;

export type PolicyLine = (typeof policyLines)[number];

/** Why a row has no test yet: the part of the module that it is about is still being made, or does not do it. */
export type Pending = 'cost';

/** One observed behaviour of the original. */
export interface Row {
  /** Group and name, as test titles carry it in square brackets. */
  id: string;
  /** What the original does. */
  original: string;
  /** Whether this module does the same or, by the line named in `policy`, better. */
  marker: 'same' | 'better';
  policy?: PolicyLine;
  pending?: Pending;
}

/** Rows of one group by their names. */
export type RowGroup = Record<string, Omit<Row, 'id'>>;

export function same(original: string, pending?: Pending): Omit<Row, 'id'> {
  return { original, marker: 'same', ...(pending === undefined ? {} : { pending }) };
}

export function better(policy: PolicyLine, original: string, pending?: Pending): Omit<Row, 'id'> {
  return { ...same(original, pending), marker: 'better', policy };
}
