import type { Context } from './context.ts';

/** What one sample gives, by the ids that the lines name. */
export type Readings = Readonly<Record<string, number>>;

/** Something that is measured again and again, in turn with all others. */
export interface Probe {
  /** Ids of what a sample gives. */
  gives: readonly string[];
  /** Samples at most, where one takes long. */
  rounds?: number;
  /** Does what comes before the first sample, warming up included, and gives what takes one. */
  prepare(context: Context): Promise<() => Promise<Readings>>;
}

export type Unit = 'ms' | 'µs' | 'MB' | 'pages';

/** A line of the table. */
export interface Line {
  /** The reading that it shows. */
  id: string;
  title: string;
  unit: Unit;
  /** The reading that stands beside it: what no module could do better, or what does the same without it. */
  floor?: string;
  /** For a measurement that is repeated for several amounts: what is counted, and the amounts. */
  amount?: { of: string; count: number };
}

/** Measurements that can be chosen by a name. */
export interface Part {
  name: string;
  lines: readonly Line[];
  probes: readonly Probe[];
}
