import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { SessionCredential, Token, TokenRequest } from '../../../src/auth/credential.ts';
import { TokenSource } from '../../../src/auth/tokenSource.ts';
import { ProxyChoice } from '../../../src/http/proxy/proxyChoice.ts';
import { ProtocolError } from '../../../src/protocol/errors.ts';
import type { ProxySources } from '../../../src/protocol/protocol.ts';
import { type Deferred, deferred } from '../../support/deferred.ts';

const start = Date.parse('2026-01-31T08:00:00Z');
const minute = 60_000;

interface Asked {
  request: TokenRequest;
  answer: Deferred<Token>;
}

let asked: Asked[];
let refused: boolean;

beforeEach(() => {
  jest.useFakeTimers({ now: start });
  asked = [];
  refused = false;
});

afterEach(() => {
  jest.useRealTimers();
});

const token = (text: string, minutes: number): Token => ({
  token: text,
  expiresOnTimestamp: Date.now() + minutes * minute,
});

const through = (sources: ProxySources) => new ProxyChoice(sources, () => Promise.reject(new Error('asked')));
const idle: TokenRequest = { signal: new AbortController().signal, proxies: through({}) };

function source(minutes: number, check: (token: Token) => void = () => {}): TokenSource {
  const credential: SessionCredential = {
    isRenewable: true,
    getToken: async (request) => {
      if (refused) {
        throw new ProtocolError('SignInFailed', 'refused');
      }
      const answer = deferred<Token>();
      asked.push({ request, answer });
      return answer.promise;
    },
  };
  return new TokenSource(credential, token('first', minutes), check);
}

describe('TokenSource.get', () => {
  test('gives a token that is good for long without asking', async () => {
    expect(await source(6).get(idle)).toBe('first');
    expect(asked).toEqual([]);
  });

  test('renews one that expires soon, once, while requests go on with it', async () => {
    const tokens = source(4);
    expect(await Promise.all([tokens.get(idle), tokens.get(idle)])).toEqual(['first', 'first']);
    expect(asked).toHaveLength(1);
    asked[0]?.answer.resolve(token('second', 60));
    await jest.advanceTimersByTimeAsync(0);
    expect(await tokens.get(idle)).toBe('second');
  });

  test('has requests wait for the new one when there is hardly any time left', async () => {
    const tokens = source(0.5);
    const both = Promise.all([tokens.get(idle), tokens.get(idle)]);
    await jest.advanceTimersByTimeAsync(0);
    expect(asked).toHaveLength(1);
    asked[0]?.answer.resolve(token('second', 60));
    expect(await both).toEqual(['second', 'second']);
  });

  test('falls back to one that is still good, and asks again later', async () => {
    const tokens = source(0.9);
    refused = true;
    expect(await tokens.get(idle)).toBe('first');
    refused = false;
    expect(await tokens.get(idle)).toBe('first');
    expect(asked).toEqual([]);
    await jest.advanceTimersByTimeAsync(31_000);
    const waiting = tokens.get(idle);
    await jest.advanceTimersByTimeAsync(0);
    asked[0]?.answer.resolve(token('second', 60));
    expect(await waiting).toBe('second');
  });

  test('does not hand out one that is all but over, although it asked just before', async () => {
    const tokens = source(0.3);
    refused = true;
    expect(await tokens.get(idle)).toBe('first');
    await jest.advanceTimersByTimeAsync(15_000);
    await expect(tokens.get(idle)).rejects.toThrow('refused');
  });

  test('fails when the token is over and there is no other', async () => {
    refused = true;
    await expect(source(0.01).get(idle)).rejects.toThrow('refused');
  });

  test('stops waiting with its request, and lets others wait', async () => {
    const tokens = source(0.01);
    const stopped = new AbortController();
    const one = tokens.get({ ...idle, signal: stopped.signal });
    const other = tokens.get(idle);
    stopped.abort(new Error('stopped'));
    await expect(one).rejects.toThrow('stopped');
    asked[0]?.answer.resolve(token('second', 60));
    expect(await other).toBe('second');
    expect(asked).toHaveLength(1);
  });

  test('does not share a renewal between requests that go different ways', async () => {
    const tokens = source(0.01);
    const proxies = through({ proxy: { address: 'http://proxy.example:8080' } });
    const proxied = tokens.get({ ...idle, proxies });
    const direct = tokens.get(idle);
    const alike = tokens.get({ ...idle, proxies: through({}) });
    await jest.advanceTimersByTimeAsync(0);
    expect(asked.map(({ request }) => request.proxies)).toEqual([proxies, idle.proxies]);
    asked[0]?.answer.resolve(token('proxied', 60));
    asked[1]?.answer.resolve(token('direct', 60));
    expect(await Promise.all([proxied, direct, alike])).toEqual(['proxied', 'direct', 'direct']);
  });

  test('never hands out a token that fails the check', async () => {
    const tokens = source(0.01, () => {
      throw new Error('of another tenant');
    });
    const waiting = expect(tokens.get(idle)).rejects.toThrow('of another tenant');
    await jest.advanceTimersByTimeAsync(0);
    asked[0]?.answer.resolve(token('second', 60));
    await waiting;
  });

  test('gives up a renewal that takes too long', async () => {
    const waiting = expect(source(0.01).get(idle)).rejects.toThrow(
      'Sign-in failed: no new token arrived within 120 seconds. Nothing was sent to Graph.',
    );
    await jest.advanceTimersByTimeAsync(0);
    asked[0]?.request.signal.addEventListener('abort', ({ target }) =>
      asked[0]?.answer.resolve(Promise.reject((target as AbortSignal).reason) as never),
    );
    await jest.advanceTimersByTimeAsync(120_000);
    await waiting;
  });
});

describe('TokenSource.replace', () => {
  test('asks for a new token, with the claims', async () => {
    const tokens = source(60);
    const replaced = tokens.replace('first', idle, '{"a":1}');
    await jest.advanceTimersByTimeAsync(0);
    expect(asked[0]?.request.renewal).toEqual({ claims: '{"a":1}' });
    asked[0]?.answer.resolve(token('second', 60));
    expect(await replaced).toBe('second');
  });

  test('asks once when several were refused, and gives the others the new one', async () => {
    const tokens = source(60);
    const replaced = Promise.all([tokens.replace('first', idle), tokens.replace('first', idle)]);
    await jest.advanceTimersByTimeAsync(0);
    asked[0]?.answer.resolve(token('second', 60));
    expect(await replaced).toEqual(['second', 'second']);
    expect(await tokens.replace('first', idle)).toBe('second');
    expect(asked).toHaveLength(1);
  });

  test('has none where the same comes again', async () => {
    const replaced = source(60).replace('first', idle);
    await jest.advanceTimersByTimeAsync(0);
    asked[0]?.answer.resolve(token('first', 60));
    expect(await replaced).toBeUndefined();
  });
});
