import { PassThrough } from 'node:stream';
import { describe, expect, test } from '@jest/globals';
import type { Message } from 'vscode-jsonrpc';
import { FrameReader } from '../../../src/protocol/frameReader.ts';
import { frame } from '../support/testBackend.ts';

interface Seen {
  messages: Message[];
  refusals: [name: string, id: number | string | null][];
  closes: number;
}

async function read(...chunks: (Buffer | string)[]): Promise<Seen> {
  const input = new PassThrough();
  const seen: Seen = { messages: [], refusals: [], closes: 0 };
  const reader = new FrameReader(input, (error, id) => seen.refusals.push([error.name, id]));
  const closed = new Promise<void>((resolve) => {
    reader.onClose(() => {
      seen.closes += 1;
      resolve();
    });
  });
  reader.listen((message) => seen.messages.push(message));
  for (const chunk of chunks) {
    input.write(chunk);
  }
  input.end();
  await closed;
  return seen;
}

describe('FrameReader', () => {
  test('hands on requests and notifications, and tells the end once', async () => {
    const request = { jsonrpc: '2.0', id: 1, method: 'm', params: { a: 'ü' } };
    const notification = { jsonrpc: '2.0', method: '$/cancelRequest', params: { id: 1 } };
    const seen = await read(frame(request), frame(notification));
    expect(seen).toEqual({ messages: [request, notification], refusals: [], closes: 1 });
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
    ['a method that is no text', '{"jsonrpc":"2.0","id":7,"method":1}', 'InvalidRequest', 7],
    ['an answer without a usable error', '{"jsonrpc":"2.0","id":7,"error":"no"}', 'InvalidRequest', null],
    ['an answer without a version', '{"id":7,"result":{}}', 'InvalidRequest', null],
    ['a fraction as id', '{"jsonrpc":"2.0","id":1.5,"method":"m"}', 'InvalidRequest', null],
    ['null as id', '{"jsonrpc":"2.0","id":null,"method":"m"}', 'InvalidRequest', null],
    ['an object as id', '{"jsonrpc":"2.0","id":{},"method":"m"}', 'InvalidRequest', null],
  ])('refuses %s', async (_, json, name, id) => {
    expect((await read(frame(json))).refusals).toEqual([[name, id]]);
  });

  test('refuses what is not UTF-8', async () => {
    const bytes = Buffer.from('Content-Length: 4\r\n\r\n"\xff\xfe"', 'latin1');
    expect((await read(bytes)).refusals).toEqual([['ParseError', null]]);
  });

  test('refuses a request with an id that is in use, as a number or as text, under no id', async () => {
    const requests = [1, '1', 1, 2].map((id) => ({ jsonrpc: '2.0', id, method: 'm', params: {} }));
    const seen = await read(...requests.map(frame));
    expect(seen.messages).toEqual([requests[0], requests[3]]);
    expect(seen.refusals).toEqual([
      ['InvalidRequest', null],
      ['InvalidRequest', null],
    ]);
  });

  test.each(['{}', '[]', 'null', '{"id":null}', '{"id":{}}'])(
    'ignores a cancellation with params %s',
    async (params) => {
      const seen = await read(frame(`{"jsonrpc":"2.0","method":"$/cancelRequest","params":${params}}`));
      expect(seen).toMatchObject({ messages: [], refusals: [] });
    },
  );
});
