import { randomInt } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from '../../support/module.ts';

/** The folder in which each part stores its figures, for the table of `npm run torture`. */
export const figuresFolder = join(repositoryRoot, 'artifacts', 'torture');

/** Whether every part runs in full, as in `npm run torture`. In `npm test`, each part runs in a short form. */
export const isFull = process.env['TORTURE'] === 'full';

/** The seed of all random choices. TORTURE_SEED repeats a run. */
export const seed = Number(process.env['TORTURE_SEED'] ?? randomInt(2 ** 31));

/** Returns the work, such as a count or the cases: `short` in `npm test`, `full` in `npm run torture`. */
export function scaled<T>(short: T, full: T): T {
  return isFull ? full : short;
}

/** Returns a generator of numbers from 0 up to but not including 1. Equal seeds produce equal numbers (mulberry32). */
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
 * The figures of a part. The following must be zero:
 * - `lost`: requests that never arrived or whose reported outcome is wrong, and list items that were not received
 * - `doubled`: requests that arrived more than once, out of order, or with a wrong token
 * - `leaked`: secrets found where none may appear
 * - `wrongTenant`: requests that arrived with another tenant's token
 * - `endedBackends`: backends that ended because of a fault that they should have survived
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

/** Writes the part's figures for the table. */
export function report(part: string, figures: Figures): void {
  mkdirSync(figuresFolder, { recursive: true });
  writeFileSync(join(figuresFolder, `${part}.json`), `${JSON.stringify({ seed, ...figures })}\n`);
}
