/** The short names of the sections in docs/differences.md. Each section describes deliberate improvements. */
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

/** The reason why no test has the row's id. The benchmark measures the row about cost. */
export type Pending = 'cost';

/** One observed behaviour of the original. */
export interface Row {
  /** The group and the name, in the form that test titles contain in square brackets. */
  id: string;
  /** The behaviour of the original. */
  original: string;
  /** Whether this module behaves the same, or better according to the section in `policy`. */
  marker: 'same' | 'better';
  policy?: PolicyLine;
  pending?: Pending;
}

/** The rows of one group, by name. */
export type RowGroup = Record<string, Omit<Row, 'id'>>;

export function same(original: string, pending?: Pending): Omit<Row, 'id'> {
  return { original, marker: 'same', ...(pending === undefined ? {} : { pending }) };
}

export function better(policy: PolicyLine, original: string, pending?: Pending): Omit<Row, 'id'> {
  return { ...same(original, pending), marker: 'better', policy };
}
