import type { Part } from '../measure.ts';
import { body } from './body.ts';
import { bodySizes } from './bodySizes.ts';
import { imports } from './import.ts';
import { listing } from './listing.ts';
import { memory } from './memory.ts';
import { piped } from './piped.ts';
import { records } from './records.ts';
import { runspaces } from './runspaces.ts';
import { size } from './size.ts';
import { start } from './start.ts';
import { warm } from './warm.ts';
import { whatIf } from './whatIf.ts';

/** All that can be measured, in the order of the table. With `isFull`, also what takes long. */
export function allParts(isFull: boolean): Part[] {
  return [
    start,
    imports,
    warm,
    body,
    whatIf,
    piped,
    listing,
    runspaces,
    memory(isFull),
    size,
    bodySizes,
    records(isFull),
  ];
}
