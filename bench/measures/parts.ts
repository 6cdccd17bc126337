import type { ModulePath } from '../job.ts';
import type { Part } from '../measure.ts';
import { body } from './body.ts';
import { bodySizes } from './bodySizes.ts';
import { first } from './first.ts';
import { job } from './job.ts';
import { listing } from './listing.ts';
import { memory } from './memory.ts';
import { piped } from './piped.ts';
import { records } from './records.ts';
import { runspaces } from './runspaces.ts';
import { size } from './size.ts';
import { start } from './start.ts';
import { warm } from './warm.ts';
import { whatIf } from './whatIf.ts';

/**
 * Returns all parts in the order of the table.
 *
 * @param tellsMemory Whether the system reports the private memory of processes.
 */
export function allParts(modulePath: ModulePath, tellsMemory: boolean): Part[] {
  return [
    job(modulePath),
    start,
    first,
    warm,
    body,
    whatIf,
    piped,
    listing(tellsMemory),
    runspaces,
    ...(tellsMemory ? [memory] : []),
    size,
    bodySizes,
    records,
  ];
}
