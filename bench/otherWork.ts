import os from 'node:os';
import { summarize } from './stats.ts';

const pauseMilliseconds = 250;

/** More than this share of a processor, and the figures say little. */
const limit = 0.2;

/** What other programs used of the processors, in processors, in the pauses between the rounds. */
export interface OtherWork {
  median: number;
  most: number;
  isBusy: boolean;
}

/** Pauses, and gives how many processors were in use meanwhile. */
export async function processorsInUse(): Promise<number> {
  const begin = performance.now();
  const idleBefore = idleMilliseconds();
  await new Promise((resolve) => setTimeout(resolve, pauseMilliseconds));
  const idle = idleMilliseconds() - idleBefore;
  return Math.max(0, os.cpus().length - idle / (performance.now() - begin));
}

/** Throws if there was no pause. */
export function summarizeWork(pauses: readonly number[]): OtherWork {
  const { median, max } = summarize(pauses);
  return { median, most: max, isBusy: median > limit };
}

function idleMilliseconds(): number {
  return os.cpus().reduce((sum, { times }) => sum + times.idle, 0);
}
