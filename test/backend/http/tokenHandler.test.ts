import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { Middleware } from '@microsoft/kiota-http-fetchlibrary';
import { headersOf } from '../../../src/http/headerList.ts';
import { TimeLimit } from '../../../src/http/middleware/timeLimit.ts';
import { TokenHandler } from '../../../src/http/middleware/tokenHandler.ts';
import { TokenHandlerOptions } from '../../../src/http/middleware/tokenHandlerOptions.ts';
import { responseOf } from '../../../src/http/wire/wireResponse.ts';
import { deferred } from '../../support/deferred.ts';

const url = 'https://graph.example/beta/x';

let sent: (string | undefined)[];
let statuses: number[];
let bodies: Readable[];
let timeLimit: TimeLimit;

beforeEach(() => {
  jest.useFakeTimers();
  sent = [];
  bodies = [];
  timeLimit = new TimeLimit(10, new AbortController().signal);
});

afterEach(() => {
  timeLimit.stop();
  jest.useRealTimers();
});

/** Sends one request whose token is "old", and is answered with these statuses. */
function execute(
  replace: TokenHandlerOptions['replace'],
  headers: [string, string][] = [['Authorization', 'Bearer older']],
): Promise<Response> {
  const handler = new TokenHandler();
  handler.next = {
    next: undefined,
    execute: async (_url: string, request: RequestInit) => {
      sent.push(headersOf(request).find(([name]) => name === 'Authorization')?.[1]);
      const body = Readable.from([]);
      bodies.push(body);
      return responseOf({ status: statuses.shift() ?? 200, reasonPhrase: '', headers: [], body });
    },
  } as Middleware;
  const options = new TokenHandlerOptions(timeLimit, async () => 'old', replace);
  const request = { method: 'PATCH', headers: headers as unknown as Record<string, string> };
  timeLimit.start('graph.example');
  return handler.execute(url, request, { [options.getKey()]: options });
}

describe('TokenHandler', () => {
  test('sends with the token that is good now', async () => {
    statuses = [204];
    expect((await execute(async () => 'new')).status).toBe(204);
    expect(sent).toEqual(['Bearer old']);
  });

  test('adds no token to a request that has none, and replaces none', async () => {
    statuses = [401];
    expect((await execute(async () => 'new', [])).status).toBe(401);
    expect(sent).toEqual([undefined]);
  });

  test('gives the answer where there is no other token', async () => {
    statuses = [401];
    expect((await execute(async () => undefined)).status).toBe(401);
    expect(sent).toHaveLength(1);
  });

  test('the time that a new token takes is not that of the answer', async () => {
    jest.useFakeTimers({ doNotFake: ['setImmediate'] });
    statuses = [401, 200];
    timeLimit = new TimeLimit(10, new AbortController().signal);
    const token = deferred<string>();
    const answer = execute(() => token.promise);
    await jest.advanceTimersByTimeAsync(60_000);
    expect(timeLimit.signal.aborted).toBe(false);
    token.resolve('new');
    expect((await answer).status).toBe(200);
    expect(sent).toEqual(['Bearer old', 'Bearer new']);
  });

  test('gives up the connection of an answer that nobody will read', async () => {
    statuses = [401];
    await expect(
      execute(async () => {
        throw new Error('no token');
      }),
    ).rejects.toThrow('no token');
    expect(bodies[0]?.destroyed).toBe(true);
  });
});
