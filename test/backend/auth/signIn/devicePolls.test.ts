import { RestError } from '@azure/core-rest-pipeline';
import type { INetworkModule, NetworkResponse } from '@azure/msal-node';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { devicePolls } from '../../../../src/auth/signIn/devicePolls.ts';
import { withSignInContext } from '../../../../src/auth/signIn/signInContext.ts';
import { ProxyChoice } from '../../../../src/http/proxy/proxyChoice.ts';

const url = 'https://login.example/tenant/oauth2/v2.0/token';
const pending = { error: 'authorization_pending' };

beforeEach(() => {
  jest.useFakeTimers();
});

afterEach(() => {
  jest.useRealTimers();
});

type Outcome = NetworkResponse<object> | Error;

const answer = (body: object, status = 400): Outcome => ({ status, headers: {}, body });
const failure = (code: string, statusCode?: number) =>
  new RestError('No.', { code, ...(statusCode !== undefined && { statusCode }) });

/** Returns a network client that produces these outcomes in order, and the times of its requests in seconds. */
function networkWith(outcomes: readonly Outcome[]): { network: INetworkModule; asked: number[] } {
  const asked: number[] = [];
  const start = Date.now();
  const left = [...outcomes];
  const send = async <T>() => {
    asked.push((Date.now() - start) / 1000);
    const outcome = left.shift();
    if (outcome === undefined || outcome instanceof Error) {
      throw outcome ?? new Error('Asked too often.');
    }
    return outcome as NetworkResponse<T>;
  };
  return { network: { sendGetRequestAsync: send, sendPostRequestAsync: send }, asked };
}

/** Polls like the library: it waits for the interval after each `authorization_pending` answer. */
async function pollAll(outcomes: readonly Outcome[], interval = 5) {
  const { network, asked } = networkWith(outcomes);
  const polls = devicePolls(network, network);
  const signal = new AbortController().signal;
  const polling = withSignInContext(
    { origin: 'https://login.example' },
    { signal, proxies: new ProxyChoice({}, () => Promise.reject(new Error('Nobody is asked.'))) },
    async () => {
      for (;;) {
        const { body } = await polls.sendPostRequestAsync<{ error?: string }>(url, { body: 'device_code=1' });
        if (body.error !== pending.error) {
          return body;
        }
        await new Promise((resolve) => setTimeout(resolve, interval * 1000));
      }
    },
  );
  const settled = polling.catch((error: unknown) => error);
  await jest.runAllTimersAsync();
  return { result: await settled, asked };
}

const token = answer({ access_token: 'token' }, 200);

describe('a poll for a device code', () => {
  test('comes 5 seconds later after each slow_down, for good', async () => {
    const slow = answer({ error: 'slow_down' });
    const { result, asked } = await pollAll([answer(pending), slow, answer(pending), slow, token]);
    expect(result).toEqual({ access_token: 'token' });
    expect(asked).toEqual([0, 5, 15, 25, 40]);
  });

  test.each<[string, Outcome]>([
    ['lost', failure('ECONNRESET')],
    ['refused a connection', failure('ECONNREFUSED')],
    ['answered with 503', answer({}, 503)],
    ['answered with 429', answer({ error: 'temporarily_unavailable' }, 429)],
    ['answered with 502 and no JSON', failure(RestError.PARSE_ERROR, 502)],
  ])('that is %s is followed by the next', async (_, outcome) => {
    const { result, asked } = await pollAll([outcome, outcome, token]);
    expect(result).toEqual({ access_token: 'token' });
    expect(asked).toEqual([0, 5, 10]);
  });

  test('comes less often after one that got no answer in time', async () => {
    expect((await pollAll([failure('ETIMEDOUT'), answer(pending), token])).asked).toEqual([0, 10, 20]);
  });

  test.each<[string, Outcome]>([
    ['a refusal', answer({ error: 'authorization_declined' })],
    ['an error of another kind', answer({ error: 'invalid_client' }, 401)],
  ])('ends with %s', async (_, outcome) => {
    expect((await pollAll([outcome])).result).toEqual((outcome as NetworkResponse<object>).body);
  });

  test.each<[string, Error]>([
    ['no JSON', failure(RestError.PARSE_ERROR, 200)],
    ['a request that may not be sent', new Error('The request was not sent.')],
  ])('ends with %s', async (_, error) => {
    expect((await pollAll([error])).result).toMatchObject({ name: 'SignInFailed' });
  });
});

describe('the interval', () => {
  const begun = async (body: object) => {
    const { network } = networkWith([answer(body, 200)]);
    return (await devicePolls(network, network).sendPostRequestAsync(url, { body: 'scope=x' })).body;
  };

  test('is 5 seconds where the service does not say', async () => {
    expect(await begun({ device_code: '1' })).toEqual({ device_code: '1', interval: 5 });
  });

  test('is what the service says', async () => {
    expect(await begun({ device_code: '1', interval: 2 })).toEqual({ device_code: '1', interval: 2 });
  });

  test('is no part of other answers', async () => {
    expect(await begun({ access_token: '1' })).toEqual({ access_token: '1' });
  });
});
