import type { Goal } from './goals.ts';
import type { Line } from './measure.ts';
import { type Summary, summarize } from './stats.ts';

/** A line with what was measured for it. */
export interface Result {
  line: Line;
  summary: Summary;
  /** The summary of the floor. */
  floor?: Summary;
  /** Median over the floor's median. */
  ratio?: number;
}

/** A goal with the line of the table that it is compared with. */
export interface Verdict {
  goal: Required<Goal>;
  result: Result;
  isMet: boolean;
}

/** Sets each line beside its floor. */
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

/** Holds the goals against the lines; a goal without its line is left out. Throws where a ratio has no floor. */
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
