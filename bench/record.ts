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

/** What it holds for, a line for each fact. */
export function facts({ machine, otherWork, rounds, seconds, date }: BenchRecord): string[] {
  const { median, most, isBusy } = otherWork;
  return [
    ...Object.entries(machine).map(([name, value]) => `${name}: ${value}`),
    `measured: ${date.slice(0, 10)}, ${rounds} rounds in ${seconds} s`,
    `other work meanwhile: ${median.toFixed(2)} processors, ${most.toFixed(2)} at most`,
    ...(isBusy ? ['OTHER WORK RAN ON THIS MACHINE: the figures say little'] : []),
  ];
}
