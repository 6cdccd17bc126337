import type { Result, Verdict } from './evaluate.ts';
import type { Machine } from './machine.ts';
import type { OtherWork } from './otherWork.ts';

/** What a run has found. */
export interface BenchRecord {
  /** When it ended, in ISO 8601. */
  date: string;
  machine: Machine;
  otherWork: OtherWork;
  /** Names of the parts; empty for all of them. */
  parts: readonly string[];
  rounds: number;
  seconds: number;
  verdicts: readonly Verdict[];
  results: readonly Result[];
}

/** The mark for figures of a busy machine; empty for a quiet one. */
export function busyMark({ otherWork }: BenchRecord): string[] {
  return otherWork.isBusy ? ['OTHER WORK RAN ON THIS MACHINE: the figures say little'] : [];
}

/** The conditions under which it was measured, one fact a line. */
export function facts(record: BenchRecord): string[] {
  const { machine, otherWork, rounds, seconds, date } = record;
  return [
    ...Object.entries(machine).map(([name, value]) => `${name}: ${value}`),
    `measured: ${date.slice(0, 10)}, ${rounds} rounds in ${seconds} s`,
    `other work meanwhile: ${otherWork.median.toFixed(2)} processors, ${otherWork.most.toFixed(2)} at most`,
    ...busyMark(record),
  ];
}
