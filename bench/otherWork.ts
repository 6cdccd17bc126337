import os from 'node:os';
import { summarize } from './stats.ts';

const pauseMilliseconds = 250;

/** The median number of processors in use above which the figures are unreliable. */
const limit = 0.2;

/** The number of processors in use while the benchmark paused before each round. */
export interface OtherWork {
  median: number;
  most: number;
  isBusy: boolean;
}

/** Pauses, and returns the average number of processors in use during the pause. */
export async function processorsInUse(): Promise<number> {
  const begin = performance.now();
  const idleBefore = idleMilliseconds();
  await new Promise((resolve) => setTimeout(resolve, pauseMilliseconds));
  const idle = idleMilliseconds() - idleBefore;
  return Math.max(0, os.cpus().length - idle / (performance.now() - begin));
}

/**
 * Summarizes the processor use in the pauses before the rounds.
 *
 * @throws {Error} `pauses` is empty.
 */
export function summarizeWork(pauses: readonly number[]): OtherWork {
  const { median, max } = summarize(pauses);
  return { median, most: max, isBusy: median > limit };
}

function idleMilliseconds(): number {
  return os.cpus().reduce((sum, { times }) => sum + times.idle, 0);
}
