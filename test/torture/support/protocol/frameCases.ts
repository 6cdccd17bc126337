import fc from 'fast-check';
import {
  answerOf,
  answerPlaces,
  aside,
  type BackendCase,
  cutAt,
  cuts,
  framed,
  places,
  rightResults,
} from './backendCase.ts';
import { changed, changes, frameOf, headerBlock, spliced, splicePoint } from './frameBytes.ts';
import { noFrames } from './noFrames.ts';
import { oddValue, placesIn, withValueAt } from './values.ts';

/** An additional message with a wrong or missing member, before the answer. */
const wrongAside: fc.Arbitrary<BackendCase> = fc
  .tuple(places, aside, fc.nat(), fc.oneof(oddValue, fc.constant(undefined)))
  .map(([at, message, choice, value]) => {
    const paths = placesIn(message);
    const wrong = withValueAt(message, paths[choice % paths.length] ?? [], value);
    return { at, bytes: framed(wrong), cuts: [], next: 'answer', mustSucceed: undefined, isLasting: false };
  });

/** An answer with changed bytes, with any kind of header, or with the end of another frame. */
const brokenFrame: fc.Arbitrary<BackendCase> = fc
  .tuple(
    answerPlaces,
    headerBlock,
    fc.option(changes, { nil: undefined }),
    aside,
    splicePoint,
    splicePoint,
    fc.nat(3),
    cuts,
  )
  .map(([at, header, list, other, first, last, choice, parts]) => {
    const right = frameOf(header, Buffer.from(JSON.stringify(answerOf(rightResults[at]))));
    const whole = choice === 0 ? spliced(right, framed(other), first, last) : right;
    const bytes = list === undefined ? whole : changed(whole, list);
    return { at, bytes, cuts: cutAt(bytes, parts), next: 'exit', mustSucceed: undefined, isLasting: false };
  });

const noFrame: fc.Arbitrary<BackendCase> = fc
  .tuple(
    places,
    fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(...Object.values(noFrames)) },
      { weight: 1, arbitrary: fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)) },
    ),
  )
  .map(([at, bytes]) => ({ at, bytes, cuts: [], next: 'exit', mustSucceed: false, isLasting: false }));

/**
 * Cases that can leave the backend unusable, so ClientLab starts a new backend for each case and another one for the
 * command after it.
 */
export const endingCase: fc.Arbitrary<BackendCase> = fc.oneof(
  { weight: 2, arbitrary: wrongAside },
  { weight: 3, arbitrary: brokenFrame },
  { weight: 1, arbitrary: noFrame },
);
