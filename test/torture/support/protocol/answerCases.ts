import fc from 'fast-check';
import { idPlaceholder } from '../fault.ts';
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
import { isOpenResult, isSendResult } from './results.ts';
import { oddValue, placesIn, withValueAt } from './values.ts';

/** A parameter with a step, for which the module must convert the answer to a .NET message. */
const throughStep =
  '-HttpPipelineAppend { param($request, $callback, $next) $next.SendAsync($request, $callback) }';

/** Returns a case in which the answer must lead to an error. */
function one(at: BackendCase['at'], bytes: Buffer): BackendCase {
  return { at, bytes, cuts: [], next: undefined, mustSucceed: false, isLasting: true };
}

/** Answers in valid frames, with one wrong or missing member. */
const wrongMember: fc.Arbitrary<BackendCase> = fc
  .tuple(
    answerPlaces,
    fc.nat(),
    fc.oneof({ weight: 6, arbitrary: oddValue }, fc.constant(undefined)),
    fc.constantFrom('', '-Debug', '-ResponseHeadersVariable headers', throughStep),
  )
  .map(([at, choice, value, options]) => {
    const paths = [[], ...placesIn(rightResults[at])];
    const result = withValueAt(rightResults[at], paths[choice % paths.length] ?? [], value);
    const bytes = framed(answerOf(result));
    const read = JSON.parse(JSON.stringify({ result }));
    const isRight =
      at === 'graph/send'
        ? isSendResult(read.result)
        : at === 'session/open'
          ? isOpenResult(read.result)
          : undefined;
    // A valid answer can still lead to an error, such as an error of Graph or a session of a different identity.
    const mustSucceed = isRight === false ? false : undefined;
    return { at, bytes, cuts: [], next: undefined, mustSucceed, isLasting: true, options };
  });

/** Error answers, each with one wrong or missing member. */
const wrongError: fc.Arbitrary<BackendCase> = fc
  .tuple(answerPlaces, fc.nat(), oddValue)
  .map(([at, choice, value]) => {
    const data = { name: 'ConnectionFailed', mayHaveBeenSent: false, serviceCode: 'a', correlationId: 'b' };
    const error = { code: -32020, message: 'No connection.', data };
    const paths = [[], ...placesIn(error)];
    const path = paths[choice % paths.length] ?? [];
    const wrong = [withValueAt(error, path, value), withValueAt(error, path, undefined)][choice % 2];
    const bytes = framed({ jsonrpc: '2.0', id: idPlaceholder, error: wrong ?? null });
    const { message } = (wrong ?? {}) as { message?: unknown };
    const own = typeof message === 'string' ? { ownMessage: message } : {};
    return { ...one(at, bytes), isLasting: at !== 'initialize', ...own };
  });

/** Valid messages, followed by a valid answer twice except at the start, in pieces of any size. */
const manyFrames: fc.Arbitrary<BackendCase> = fc
  .tuple(places, fc.array(aside, { maxLength: 12 }), fc.constantFrom(1, 1, 1, 300), fc.boolean(), cuts)
  .map(([at, list, times, isByByte, parts]) => {
    const before = Buffer.concat(list.map(framed));
    const ending =
      at === 'start' ? [] : [framed(answerOf(rightResults[at])), framed(answerOf(rightResults[at]))];
    const bytes = Buffer.concat([...Array<Buffer>(times).fill(before), ...ending]);
    const each = isByByte && bytes.length < 3000 ? [...bytes.keys()].slice(1) : cutAt(bytes, parts);
    return { at, bytes, cuts: each, next: undefined, mustSucceed: true, isLasting: true };
  });

/** Fast cases. All but the errors for initialize leave the backend able to serve requests. */
export const lastingCase: fc.Arbitrary<BackendCase> = fc.oneof(
  { weight: 4, arbitrary: wrongMember },
  { weight: 2, arbitrary: wrongError },
  { weight: 2, arbitrary: manyFrames },
);

const right = rightResults['graph/send'];

/** Answers to graph/send that the module cannot read, by description of the defect. */
export const unreadableAnswers: Record<string, BackendCase> = Object.fromEntries(
  Object.entries({
    'no id': { id: undefined, result: right },
    'an id in words': { id: 'one', result: right },
    'an id that is null': { id: null, error: { code: -32700, message: 'a' } },
    'a fraction of an id': { id: 1.5, result: right },
    'no result': {},
    'a result that is none': { result: null },
    'a list in place of a result': { result: [right] },
    'no status': { result: { ...right, status: undefined } },
    'a status in words': { result: { ...right, status: '200' } },
    'a status that no HTTP has': { result: { ...right, status: 1e10 } },
    'a fraction of a status': { result: { ...right, status: 200.5 } },
    'a reason in two lines': { result: { ...right, reasonPhrase: 'O\r\nK' } },
    'no id that it was sent with': { result: { ...right, clientRequestId: undefined } },
    'headers that are not a list': { result: { ...right, headers: { a: 'b' } } },
    'half a header': { result: { ...right, headers: [['a']] } },
    'a header without a value': { result: { ...right, headers: [['a', null]] } },
    'no body': { result: { ...right, body: undefined } },
    'a body that is not text': { result: { ...right, body: {} } },
    'exchanges that are not a list': { result: { ...right, exchanges: 1 } },
    'an exchange that is none': { result: { ...right, exchanges: [null] } },
    'an error in words': { error: 'no' },
    'an error without a message': { error: { code: 1, data: { name: 'a', mayHaveBeenSent: false } } },
    'an error that does not tell whether anything was sent': { error: { code: 1, message: 'a' } },
  }).map(([name, members]) => [
    name,
    one('graph/send', framed({ jsonrpc: '2.0', id: idPlaceholder, ...members })),
  ]),
);
