import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { describe, expect, test } from '@jest/globals';
import { Connection, type Handlers } from '../../../src/protocol/connection.ts';
import { type Answer, frame } from '../support/testBackend.ts';

const version = '1.2.3';
const initialize = frame({ jsonrpc: '2.0', id: 'first', method: 'initialize', params: { version } });

/** What a client gets that writes these chunks and then closes, but for the answer to initialize. */
async function answersTo(...chunks: (Buffer | string)[]): Promise<Answer[]> {
  const input = new PassThrough();
  const output = new PassThrough();
  let closes = 0;
  const handlers = { ping: (params: object) => params, 'session/close': () => ({}) };
  new Connection({
    input,
    output,
    version,
    handlers: handlers as unknown as Handlers,
    onClose: () => {
      closes += 1;
      setImmediate(() => output.end());
    },
  });
  for (const chunk of [initialize, ...chunks]) {
    input.write(chunk);
  }
  input.end();
  const written: Buffer[] = [];
  output.on('data', (bytes: Buffer) => written.push(bytes));
  await once(output, 'end');
  expect(closes).toBe(1);
  return Buffer.concat(written)
    .toString()
    .split(/Content-Length: \d+\r\n\r\n/)
    .filter((json) => json !== '')
    .map((json) => JSON.parse(json) as Answer)
    .filter(({ id }) => id !== 'first');
}

const refusals = (answers: readonly Answer[]) => answers.map(({ error, id }) => [error?.data.name, id]);

describe('Connection', () => {
  test('answers requests, and tells the end once', async () => {
    const request = { jsonrpc: '2.0', id: 1, method: 'ping', params: { a: 'ü' } };
    expect(await answersTo(frame(request))).toEqual([{ jsonrpc: '2.0', id: 1, result: { a: 'ü' } }]);
  });

  test.each([
    ['no JSON', '{"a":', 'ParseError', null],
    ['an empty frame', '', 'ParseError', null],
    ['a byte order mark in the frame', '\ufeff{}', 'ParseError', null],
    ['an array', '[]', 'InvalidRequest', null],
    ['a number', '1', 'InvalidRequest', null],
    ['null', 'null', 'InvalidRequest', null],
    ['no version of JSON-RPC', '{"id":1,"method":"m"}', 'InvalidRequest', 1],
    ['no method', '{"jsonrpc":"2.0","id":"a"}', 'InvalidRequest', 'a'],
    ['a method that is not text', '{"jsonrpc":"2.0","id":7,"method":1}', 'InvalidRequest', 7],
    ['an answer without a usable error', '{"jsonrpc":"2.0","id":7,"error":"no"}', 'InvalidRequest', null],
    ['an answer without a version', '{"id":7,"result":{}}', 'InvalidRequest', null],
    ['a fraction as id', '{"jsonrpc":"2.0","id":1.5,"method":"m"}', 'InvalidRequest', null],
    ['null as id', '{"jsonrpc":"2.0","id":null,"method":"m"}', 'InvalidRequest', null],
    ['an object as id', '{"jsonrpc":"2.0","id":{},"method":"m"}', 'InvalidRequest', null],
  ])('refuses %s', async (_, json, name, id) => {
    expect(refusals(await answersTo(frame(json)))).toEqual([[name, id]]);
  });

  test('refuses what is not UTF-8', async () => {
    const bytes = Buffer.from('Content-Length: 4\r\n\r\n"\xff\xfe"', 'latin1');
    expect(refusals(await answersTo(bytes))).toEqual([['ParseError', null]]);
  });

  test('refuses a request with an id that is in use, as a number or as text, under no id', async () => {
    const requests = [1, '1', 1, 2].map((id) => frame({ jsonrpc: '2.0', id, method: 'ping', params: {} }));
    const answers = await answersTo(Buffer.concat(requests));
    expect(refusals(answers)).toEqual([
      ['InvalidRequest', null],
      ['InvalidRequest', null],
      [undefined, 1],
      [undefined, 2],
    ]);
  });

  test.each([undefined, null, 5, 'text', [1, 2], {}])('refuses params %j', async (params) => {
    const request = frame({ jsonrpc: '2.0', id: 1, method: 'session/close', params });
    expect(refusals(await answersTo(request))).toEqual([['InvalidParams', 1]]);
  });

  test('cancels what has not begun yet', async () => {
    const request = frame({ jsonrpc: '2.0', id: 1, method: 'ping', params: {} });
    const cancel = frame({ jsonrpc: '2.0', method: '$/cancelRequest', params: { id: '1' } });
    const [answer] = await answersTo(Buffer.concat([request, cancel]));
    expect(answer?.error).toMatchObject({
      message: 'The request was canceled before anything was sent.',
      data: { name: 'RequestCancelled', mayHaveBeenSent: false },
    });
  });

  test.each(['{}', '[]', 'null', '{"id":null}', '{"id":{}}'])(
    'ignores a cancellation with params %s',
    async (params) => {
      const cancel = frame(`{"jsonrpc":"2.0","method":"$/cancelRequest","params":${params}}`);
      expect(await answersTo(cancel)).toEqual([]);
    },
  );
});
