import type { Goal } from './goals.ts';
import type { Line } from './measure.ts';
import { type Summary, summarize } from './stats.ts';

/** A line of the table and its measurements. */
export interface Result {
  line: Line;
  summary: Summary;
  /** The summary of the baseline; absent when the line has no baseline. */
  floor?: Summary;
  /** The median divided by the median of the baseline; absent when the line has no baseline. */
  ratio?: number;
}

/** A goal and the result that it applies to. */
export interface Verdict {
  goal: Required<Goal>;
  result: Result;
  isMet: boolean;
}

/**
 * Summarizes the samples of each line and of its baseline.
 *
 * @throws {Error} A line or its baseline has no samples.
 */
export function evaluate(lines: readonly Line[], samples: ReadonlyMap<string, readonly number[]>): Result[] {
  return lines.map((line) => {
    const summary = summarize(samples.get(line.id) ?? []);
    if (line.floor === undefined) {
      return { line, summary };
    }
    const floor = summarize(samples.get(line.floor) ?? []);
    return { line, summary, floor, ratio: summary.median / floor.median };
  });
}

/**
 * Compares the goals with the results. Goals without a result are left out.
 *
 * @throws {Error} A goal limits a ratio, but its line has no baseline.
 */
export function judge(results: readonly Result[], goals: readonly Goal[]): Verdict[] {
  return goals.flatMap(({ of = 'value', ...goal }) => {
    const result = results.find(({ line }) => line.id === goal.line);
    if (result === undefined) {
      return [];
    }
    const value = of === 'value' ? result.summary.median : result.ratio;
    if (value === undefined) {
      throw new Error(`The line '${goal.line}' has no floor.`);
    }
    return { goal: { ...goal, of }, result, isMet: value <= goal.limit };
  });
}
