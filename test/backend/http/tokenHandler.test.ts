import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { Middleware } from '@microsoft/kiota-http-fetchlibrary';
import { headersOf } from '../../../src/http/headerList.ts';
import { RedirectHandler } from '../../../src/http/middleware/redirectHandler.ts';
import { type RequestTokens, SendContext } from '../../../src/http/middleware/sendContext.ts';
import { TokenHandler } from '../../../src/http/middleware/tokenHandler.ts';
import { ProxyChoice } from '../../../src/http/proxy/proxyChoice.ts';
import { WireResponse } from '../../../src/http/wire/wireResponse.ts';
import type { Header } from '../../../src/protocol/protocol.ts';
import { deferred } from '../../support/deferred.ts';

const url = 'https://graph.example/beta/x';

let sent: (string | undefined)[];
let statuses: number[];
/** The redirect targets of the first answers. */
let locations: string[];
let bodies: Readable[];
let context: SendContext | undefined;

beforeEach(() => {
  jest.useFakeTimers();
  sent = [];
  locations = [];
  bodies = [];
});

afterEach(() => {
  context?.timeLimit.stop();
  jest.useRealTimers();
});

/** Sends a request with the token "old" and answers it with the statuses in `statuses`. */
function execute(
  replace: RequestTokens['replace'],
  graphOrigin = 'https://graph.example',
): Promise<Response> {
  const handler = new RedirectHandler();
  handler.next = new TokenHandler();
  handler.next.next = {
    next: undefined,
    execute: async (_url: string, request: RequestInit) => {
      sent.push(headersOf(request).find(([name]) => name === 'Authorization')?.[1]);
      const body = Readable.from([]);
      bodies.push(body);
      const location = locations.shift();
      const headers: Header[] = location === undefined ? [] : [['Location', location]];
      return new WireResponse({ status: statuses.shift() ?? 200, reasonPhrase: '', headers, body });
    },
  } as Middleware;
  context = new SendContext(
    url,
    { timeoutSeconds: 10 },
    {
      tokens: { get: async () => 'old', replace },
      graphOrigin,
      proxies: new ProxyChoice({}, async () => ({})),
      cancellation: new AbortController().signal,
      onWait: () => {},
    },
  );
  context.timeLimit.start('graph.example');
  return handler.execute(url, { method: 'PATCH', headers: [] }, { [context.getKey()]: context });
}

describe('TokenHandler', () => {
  test('sends with the token that is good now', async () => {
    statuses = [204];
    expect((await execute(async () => 'new')).status).toBe(204);
    expect(sent).toEqual(['Bearer old']);
  });

  test('adds no token to a request for another origin, and replaces none', async () => {
    statuses = [401];
    expect((await execute(async () => 'new', 'https://graph.example:444')).status).toBe(401);
    expect(sent).toEqual([undefined]);
  });

  test('lets the token go nowhere but to the origin of Graph, and not back there from elsewhere', async () => {
    jest.useRealTimers();
    statuses = [307, 307, 307, 307, 204];
    locations = ['/other', 'https://other.example/', '/next', `${url}?back`];
    expect((await execute(async () => 'new')).status).toBe(204);
    expect(sent).toEqual(['Bearer old', 'Bearer old', undefined, undefined, undefined]);
  });

  test('gives the answer where there is no other token', async () => {
    statuses = [401];
    expect((await execute(async () => undefined)).status).toBe(401);
    expect(sent).toHaveLength(1);
  });

  test('the time that a new token takes is not that of the answer', async () => {
    jest.useFakeTimers({ doNotFake: ['setImmediate'] });
    statuses = [401, 200];
    const token = deferred<string>();
    const answer = execute(() => token.promise);
    await jest.advanceTimersByTimeAsync(60_000);
    expect(context?.timeLimit.signal.aborted).toBe(false);
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
