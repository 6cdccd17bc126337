import type { Result, Verdict } from './evaluate.ts';
import type { Line } from './measure.ts';

/** The rows of a table, headings first. */
export type Rows = readonly (readonly string[])[];

/** Returns a table of all lines: median, quartiles, number of samples, baseline, and ratio. */
export function lineRows(results: readonly Result[]): Rows {
  return [
    ['line', 'median', 'quartiles', 'samples', 'floor', 'ratio'],
    ...results.map(({ line, summary, floor, ratio }) => [
      line.title,
      withUnit(summary.median, line),
      `${shown(summary.lowerQuartile)}-${shown(summary.upperQuartile)}`,
      String(summary.runs),
      withUnit(floor?.median, line),
      shownRatio(ratio),
    ]),
  ];
}

/** Returns a table of all goals and their results. */
export function goalRows(verdicts: readonly Verdict[]): Rows {
  return [
    ['goal', 'floor', 'measured', 'ratio', 'goal: at most', 'met'],
    ...verdicts.map(({ goal: { limit, of }, result: { line, summary, floor, ratio }, isMet }) => [
      line.title,
      withUnit(floor?.median, line),
      withUnit(summary.median, line),
      shownRatio(ratio),
      of === 'ratio' ? `${limit}x` : `${limit} ${line.unit}`.trimEnd(),
      isMet ? 'yes' : 'NO',
    ]),
  ];
}

/** Returns a table of the lines that have goals, without the goals themselves. */
export function shortRows(verdicts: readonly Verdict[]): Rows {
  return [
    ['', 'module', 'floor', 'ratio'],
    ...verdicts.map(({ result: { line, summary, floor, ratio } }) => [
      line.title,
      withUnit(summary.median, line),
      withUnit(floor?.median, line),
      shownRatio(ratio),
    ]),
  ];
}

/**
 * Returns a table of the cost per item for each number of items. The last column contains the ratio of the cost at the
 * largest number to the cost at the smallest.
 */
export function linearityRows(results: readonly Result[]): Rows {
  const kinds = [...new Set(results.flatMap(({ line }) => line.amount?.of ?? []))];
  const counts = [...new Set(results.flatMap(({ line }) => line.amount?.count ?? []))].sort((a, b) => a - b);
  return [
    ['item', ...counts.map((count) => count.toLocaleString('en-US')), 'largest to smallest'],
    ...kinds.map((kind) => {
      const costs = counts.map((count) => results.find(({ line }) => isAmount(line, kind, count)));
      const known = costs.flatMap((result) => result ?? []);
      const growth = (known.at(-1)?.summary.median ?? 0) / (known[0]?.summary.median ?? 0);
      const cells = costs.map((result) => result && withUnit(result.summary.median, result.line));
      return [kind, ...cells.map((cell) => cell ?? ''), shownRatio(growth)];
    }),
  ];
}

function isAmount({ amount }: Line, of: string, count: number): boolean {
  return amount?.of === of && amount.count === count;
}

function withUnit(value: number | undefined, { unit }: Line): string {
  return value === undefined ? '' : `${shown(value)} ${unit}`.trimEnd();
}

function shownRatio(ratio: number | undefined): string {
  return ratio === undefined ? '' : `${ratio.toFixed(ratio < 10 ? 2 : 0)}x`;
}

/** Formats a whole number with all digits, and any other number with 0 to 3 decimal places: the larger, the fewer. */
export function shown(value: number): string {
  const size = Math.abs(value);
  return value.toFixed(Number.isInteger(value) ? 0 : size < 1 ? 3 : size < 10 ? 2 : size < 100 ? 1 : 0);
}

/** Formats a table for a terminal, with the first column left-aligned and the others right-aligned. */
export function align(rows: Rows): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, column) =>
          column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
        )
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** Formats a table as Markdown. */
export function markdown([headings = [], ...rows]: Rows): string {
  const rule = headings.map((_, column) => (column === 0 ? '---' : '---:'));
  return [headings, rule, ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}
