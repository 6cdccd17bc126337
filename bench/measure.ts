import type { Context } from './context.ts';

/** The values of one sample, keyed by the IDs of the readings. */
export type Readings = Readonly<Record<string, number>>;

/** A measurement that takes one sample per round. */
export interface Probe {
  /** The IDs of the readings in a sample. */
  gives: readonly string[];
  /** The maximum number of samples, for slow measurements. By default, every round takes a sample. */
  rounds?: number;
  /** Performs the setup, including warm-up calls, and returns the function that takes a sample. */
  prepare(context: Context): Promise<() => Promise<Readings>>;
}

/** The unit of a reading; empty for a count. */
export type Unit = 'ms' | 'µs' | 'MB' | '';

/** A line of the table. */
export interface Line {
  /** The ID of the displayed reading. */
  id: string;
  title: string;
  unit: Unit;
  /**
   * The ID of the baseline's reading: the minimum cost for any module, or the cost of the same work without the module.
   */
  floor?: string;
  /** For measurements with several input sizes: the counted item and the number of items. */
  amount?: { of: string; count: number };
}

/** A named group of measurements that the command line can select. */
export interface Part {
  name: string;
  lines: readonly Line[];
  probes: readonly Probe[];
}
