import type { Goal, Line } from './measure.ts';
import { type Summary, summarize } from './stats.ts';

/** A line with what was measured for it. */
export interface Result {
  line: Line;
  summary: Summary;
  /** Of the floor. */
  floor?: Summary;
  /** Median over the floor's median. */
  ratio?: number;
  verdicts: readonly Verdict[];
}

export interface Verdict extends Required<Goal> {
  /** What is held against the limit. */
  value: number;
  isMet: boolean;
}

/** Sets each line beside its floor and its goals. */
export function evaluate(lines: readonly Line[], samples: ReadonlyMap<string, readonly number[]>): Result[] {
  return lines.map((line) => {
    const summary = summarize(samples.get(line.id) ?? []);
    const floor = line.floor === undefined ? undefined : summarize(samples.get(line.floor) ?? []);
    const verdicts = (line.goals ?? []).map((goal) => judge(goal, summary.median, floor?.median ?? 0));
    const beside = floor === undefined ? {} : { floor, ratio: summary.median / floor.median };
    return { line, summary, ...beside, verdicts };
  });
}

function judge({ limit, of = 'value' }: Goal, median: number, floor: number): Verdict {
  const value = { value: median, aboveFloor: median - floor, ratio: median / floor }[of];
  return { limit, of, value, isMet: value <= limit };
}
