import type { Result, Verdict } from './evaluate.ts';
import type { Line } from './measure.ts';

const headings = ['', 'median', 'quartiles', 'runs', 'floor', 'ratio', 'goal: at most', 'is', 'met'];

/** The table of all lines: median, spread, floor, ratio to the floor, goals. */
export function table(results: readonly Result[]): string {
  return align([headings, ...results.flatMap(rowsOf)]);
}

/** What one of many costs, by how many there are; the last column says how far that is from a straight line. */
export function linearityTable(results: readonly Result[]): string | undefined {
  const kinds = new Set(results.flatMap(({ line }) => line.amount?.of ?? []));
  if (kinds.size === 0) {
    return undefined;
  }
  const counts = [...new Set(results.flatMap(({ line }) => line.amount?.count ?? []))].sort((a, b) => a - b);
  const head = ['', ...counts.map((count) => count.toLocaleString('en-US')), 'most to fewest'];
  const rows = [...kinds].map((kind) => {
    const costs = counts.map((count) => results.find(({ line }) => isAmount(line, kind, count)));
    const known = costs.flatMap((result) => result ?? []);
    const growth = (known.at(-1)?.summary.median ?? 0) / (known[0]?.summary.median ?? 0);
    const name = `${kind} (${known[0]?.line.unit} each)`;
    return [name, ...costs.map((result) => shown(result?.summary.median)), `${growth.toFixed(2)}x`];
  });
  return align([head, ...rows]);
}

function isAmount({ amount }: Line, of: string, count: number): boolean {
  return amount?.of === of && amount.count === count;
}

/** A line's row; a second goal has a row of its own. */
function rowsOf({ line, summary, floor, ratio, verdicts }: Result): string[][] {
  const [first, ...others] = verdicts.map((verdict) => goalCells(verdict, line));
  const own = [
    line.title,
    `${shown(summary.median)} ${line.unit}`,
    `${shown(summary.lowerQuartile)}-${shown(summary.upperQuartile)}`,
    String(summary.runs),
    shown(floor?.median),
    ratio === undefined ? '' : `${ratio.toFixed(ratio < 10 ? 2 : 0)}x`,
  ];
  return [[...own, ...(first ?? ['', '', ''])], ...others.map((cells) => [...own.map(() => ''), ...cells])];
}

function goalCells({ limit, of, value, isMet }: Verdict, { unit }: Line): string[] {
  const goal = {
    value: `${limit} ${unit}`,
    aboveFloor: `${limit} ${unit} above floor`,
    ratio: `${limit}x floor`,
  }[of];
  return [goal, shown(value), isMet ? 'yes' : 'NO'];
}

/** With about three digits that count. */
export function shown(value: number | undefined): string {
  if (value === undefined) {
    return '';
  }
  const size = Math.abs(value);
  return value.toFixed(size < 1 ? 3 : size < 10 ? 2 : size < 100 ? 1 : 0);
}

/** The first column to the left, the others to the right. */
function align(rows: readonly string[][]): string {
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
