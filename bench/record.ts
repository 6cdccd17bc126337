import type { Result, Verdict } from './evaluate.ts';
import type { Machine } from './machine.ts';
import type { OtherWork } from './otherWork.ts';

/** The results of a run. */
export interface BenchRecord {
  /** The end time in ISO 8601 format. */
  date: string;
  machine: Machine;
  otherWork: OtherWork;
  /** The names of the selected parts; empty when none was selected, so that all were measured. */
  parts: readonly string[];
  rounds: number;
  seconds: number;
  verdicts: readonly Verdict[];
  results: readonly Result[];
}

/**
 * Returns an array with a warning if other programs kept the machine busy in the pauses before the rounds; otherwise an
 * empty array.
 */
export function busyMark({ otherWork }: BenchRecord): string[] {
  return otherWork.isBusy ? ['OTHER PROGRAMS USED THIS MACHINE: the figures are unreliable'] : [];
}

/** Returns the conditions of the run, one per element, and the warning of `busyMark`, if any. */
export function facts(record: BenchRecord): string[] {
  const { machine, otherWork, rounds, seconds, date } = record;
  return [
    ...Object.entries(machine).map(([name, value]) => `${name}: ${value}`),
    `measured: ${date.slice(0, 10)}, ${rounds} rounds in ${seconds} s`,
    `other work: ${otherWork.median.toFixed(2)} processors (median), ${otherWork.most.toFixed(2)} at most`,
    ...busyMark(record),
  ];
}
