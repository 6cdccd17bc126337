import { randomInt } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from '../../support/module.ts';

/** Where each part leaves its figures, for the table of `npm run torture`. */
export const figuresFolder = join(repositoryRoot, 'artifacts', 'torture');

/** `npm run torture` runs every part in full; `npm test` runs the short form of each. */
export const isFull = process.env['TORTURE'] === 'full';

/** What every random choice comes from. TORTURE_SEED repeats a run. */
export const seed = Number(process.env['TORTURE_SEED'] ?? randomInt(2 ** 31));

/** How much is done: the first in `npm test`, the second in `npm run torture`. */
export function scaled(short: number, full: number): number {
  return isFull ? full : short;
}

/** Numbers from 0 up to 1, the same for the same seed (mulberry32). */
export function randomOf(start: number): () => number {
  let state = start >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * What was done and what came of it. Of `lost` (asked for, answered as done, and not arrived), `doubled` (arrived more
 * often than asked for), `leaked` (a secret where it must not be), `wrongTenant` (arrived with another tenant's token) and
 * `endedBackends` (by what must not end one) there must be none.
 */
export interface Figures {
  faults?: number;
  frames?: number;
  bodies?: number;
  requests?: number;
  lost?: number;
  doubled?: number;
  leaked?: number;
  wrongTenant?: number;
  endedBackends?: number;
  /** Other figures of this part, such as memory in MB. */
  [other: string]: number | undefined;
}

/** Leaves the part's figures for the table. */
export function report(part: string, figures: Figures): void {
  mkdirSync(figuresFolder, { recursive: true });
  writeFileSync(join(figuresFolder, `${part}.json`), `${JSON.stringify({ seed, ...figures })}\n`);
}
