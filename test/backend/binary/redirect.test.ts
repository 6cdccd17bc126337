import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { GraphServer } from '../../support/graphServer.ts';
import { accessToken } from '../../support/tokens.ts';
import { backendBinary } from '../support/binary.ts';
import { RawServer } from '../support/rawServer.ts';
import { TestBackend } from '../support/testBackend.ts';

const binary = backendBinary();
const token = accessToken();
const kept = [301, 302, 307, 308];
let server: GraphServer;
let other: GraphServer;
let backend: TestBackend;
let url: string;

beforeAll(async () => {
  server = await GraphServer.start();
  other = await GraphServer.start();
  url = `${server.url}/beta/score?a=1`;
  backend = await TestBackend.ready(binary, server.url, token);
});

beforeEach(() => {
  for (const each of [server, other]) {
    each.reply({ body: '{}' });
    each.requests.length = 0;
  }
});

afterAll(async () => {
  await backend.stop();
  expect(backend.stderr).toBe('');
  await server.close();
  await other.close();
});

/** Answers the next request that `from` receives with a redirect. */
function redirect(status: number, location?: string, from = server): void {
  from.next({ status, headers: location === undefined ? {} : { Location: location }, body: 'Moved.' });
}

const headersWithout = (request: GraphServer['requests'][number] | undefined, ...names: string[]) =>
  Object.fromEntries(Object.entries(request?.headers ?? {}).filter(([name]) => !names.includes(name)));

describe('a redirect', () => {
  test.each(kept.flatMap((status) => ['PATCH', 'POST', 'PUT'].map((method) => ({ status, method }))))(
    'of $status keeps $method, body and headers at its origin',
    async ({ status, method }) => {
      redirect(status, '/v1.0/moved?b=2');
      const body = '{"score":"ü"}';
      const answer = await backend.send({
        url,
        method: method as 'PATCH',
        body,
        headers: [['If-Match', '"1"']],
      });
      expect(answer).toMatchObject({ status: 200, body: '{}' });
      const [first, second] = server.requests;
      expect(second).toMatchObject({ method, url: '/v1.0/moved?b=2', text: body });
      expect(headersWithout(second, 'client-request-id')).toEqual(headersWithout(first, 'client-request-id'));
      expect(second?.headers).toMatchObject({
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        'client-request-id': answer.clientRequestId,
      });
    },
  );

  test('of 303 becomes a GET without a body', async () => {
    redirect(303, '/result');
    expect(await backend.send({ url, method: 'POST' })).toMatchObject({ status: 200 });
    const [, second] = server.requests;
    expect(second).toMatchObject({ method: 'GET', url: '/result', text: '' });
    expect(second?.headers).toMatchObject({ authorization: `Bearer ${token}` });
    expect(second?.headers).not.toHaveProperty('content-type');
    expect(second?.headers).not.toHaveProperty('content-length');
  });

  test.each([
    ['moved', '/beta/moved'],
    ['?b=2', '/beta/score?b=2'],
    ['../v1.0/x', '/v1.0/x'],
  ])('to %s is resolved against the URL it came from', async (location, path) => {
    redirect(307, location);
    await backend.send({ url });
    expect(server.requests[1]?.url).toBe(path);
  });

  test('to a path in UTF-8 goes there, and not to its bytes one by one', async () => {
    server.next(({ response }) => {
      response.writeHead(307, ['Location', Buffer.from('/tenants/é?q=龍').toString('latin1')]).end();
    });
    await backend.send({ url });
    expect(server.requests[1]?.url).toBe('/tenants/%C3%A9?q=%E9%BE%8D');
  });

  test('is followed five times', async () => {
    for (let count = 1; count <= 5; count += 1) {
      redirect(307, `/${count}`);
    }
    expect(await backend.send({ url })).toMatchObject({ status: 200 });
    expect(server.requests).toHaveLength(6);
  });

  test('leaves its connection to the next request', async () => {
    redirect(308, '/moved');
    await backend.send({ url });
    expect(server.requests[0]?.socket).toBe(server.requests[1]?.socket);
  });

  test('gives the time limit to each request anew', async () => {
    for (const [status, location] of [[307, '/1'], [307, '/2'], [200]] as const) {
      server.next(({ response }) => {
        setTimeout(() => response.writeHead(status, location && { Location: location }).end(), 400);
      });
    }
    expect(await backend.send({ url, timeoutSeconds: 1 })).toMatchObject({ status: 200 });
    redirect(307, '/slow');
    server.next({ hold: true });
    expect(await backend.sendError({ url, timeoutSeconds: 0.2 })).toMatchObject({
      data: { name: 'TimedOut', mayHaveBeenSent: true },
    });
  });

  test('of 303 to what asks to come back does not send the first request again', async () => {
    redirect(303, '/result');
    server.next({ status: 429, headers: { 'Retry-After': '0' } });
    expect(await backend.send({ url, method: 'POST' })).toMatchObject({ status: 200 });
    expect(server.requests.map(({ method }) => method)).toEqual(['POST', 'GET', 'GET']);
  });

  test('to what asks to come back has only that retried', async () => {
    redirect(307, `${other.url}/busy`);
    other.next({ status: 429, headers: { 'Retry-After': '0' } });
    other.next({ status: 503, headers: { 'Retry-After': '0' } });
    expect(await backend.send({ url })).toMatchObject({ status: 200 });
    expect(server.requests).toHaveLength(1);
    expect(other.requests.map(({ headers }) => headers['retry-attempt'])).toEqual([undefined, '1', '2']);
    for (const { headers } of other.requests) {
      expect(headers).not.toHaveProperty('authorization');
    }
  });
});

describe('the token', () => {
  test.each([...kept, 303])('does not go to another origin with a redirect of %i', async (status) => {
    redirect(status, `${other.url}/x`);
    await backend.send({
      url,
      headers: [
        ['Cookie', 'secret=1'],
        ['Host', 'graph.example'],
        ['Proxy-Authorization', 'Basic x'],
        ['X-Api-Key', 'x'],
        ['Prefer', 'kept'],
      ],
    });
    expect(server.requests).toHaveLength(1);
    expect(other.requests).toHaveLength(1);
    const [request] = other.requests;
    expect(request?.headers).toMatchObject({ host: new URL(other.url).host, prefer: 'kept' });
    expect(headersWithout(request, 'authorization', 'cookie', 'proxy-authorization', 'x-api-key')).toEqual(
      request?.headers,
    );
    expect(JSON.stringify(request)).not.toContain(token);
  });

  test('does not go to its own server under another name', async () => {
    redirect(307, `http://localhost:${new URL(server.url).port}/x`);
    await backend.send({ url });
    expect(server.requests[1]?.headers).not.toHaveProperty('authorization');
  });

  test('does not come back with the way back', async () => {
    redirect(307, `${other.url}/away`);
    redirect(307, `${server.url}/back`, other);
    redirect(307, '/once-more');
    await backend.send({ url });
    expect(server.requests.map((request) => [request.url, 'authorization' in request.headers])).toEqual([
      ['/beta/score?a=1', true],
      ['/back', false],
      ['/once-more', false],
    ]);
  });

  test('does not come in with a redirect from elsewhere', async () => {
    redirect(307, `${server.url}/x`, other);
    await backend.send({ url: other.url });
    expect(server.requests[0]?.headers).not.toHaveProperty('authorization');
  });
});

describe('redirects that do not end', () => {
  test('are an error after the fifth', async () => {
    server.reply(({ request, response }) => {
      const count = Number.parseInt(request.url.slice(1), 10);
      response.writeHead(307, { Location: `/${count + 1}?secret` }).end();
    });
    const error = await backend.sendError({ url: `${server.url}/0` });
    expect(error).toMatchObject({ code: -32025, data: { name: 'TooManyRedirects', mayHaveBeenSent: false } });
    expect(error.message).toContain(new URL(url).host);
    expect(error.message).not.toContain('secret');
    expect(server.requests).toHaveLength(6);
  });

  test.each([
    ['to the URL itself', ['/a']],
    ['back to the first URL', ['/b', '/a']],
    ['back to the first URL with a fragment', ['/b', '/a#part']],
    ['into a circle', ['/b', '/c', '/b']],
  ])('%s are an error before anything is sent twice', async (_, locations) => {
    for (const location of locations) {
      redirect(308, location);
    }
    const error = await backend.sendError({ url: `${server.url}/a` });
    expect(error).toMatchObject({ code: -32025, data: { name: 'TooManyRedirects', mayHaveBeenSent: false } });
    expect(server.requests).toHaveLength(locations.length);
  });

  test('go to the first URL with another method', async () => {
    redirect(303, url);
    expect(await backend.send({ url, method: 'POST' })).toMatchObject({ status: 200 });
    expect(server.requests.map(({ method }) => method)).toEqual(['POST', 'GET']);
    redirect(303, url);
    redirect(303, url);
    expect(await backend.sendError({ url, method: 'POST' })).toMatchObject({
      data: { name: 'TooManyRedirects', mayHaveBeenSent: true },
    });
  });
});

describe('a bad target', () => {
  test.each<[string | undefined, string]>([
    [undefined, 'without a Location'],
    ['', 'without a Location'],
    ['https://[', 'not a URL'],
    ['http://evil.example/p?secret', 'evil.example'],
    ['http://user:secret@127.0.0.1/', '127.0.0.1'],
    ['https://secret@evil.example/', 'evil.example'],
    ['ftp://evil.example/secret', 'evil.example'],
    ['file:///etc/secret', 'file:'],
  ])('%j is an error, and nothing more is sent', async (location, text) => {
    redirect(302, location);
    const error = await backend.sendError({ url });
    expect(error).toMatchObject({ code: -32024, data: { name: 'InvalidRedirect', mayHaveBeenSent: false } });
    expect(error.message).toContain(text);
    expect(error.message).toContain(new URL(url).host);
    expect(error.message).toContain('was not carried out');
    expect(error.message).not.toContain('secret');
    expect(server.requests).toHaveLength(1);
  });

  test('of a 303 leaves the outcome unknown', async () => {
    redirect(303, 'http://evil.example/');
    const error = await backend.sendError({ url });
    expect(error).toMatchObject({ data: { name: 'InvalidRedirect', mayHaveBeenSent: true } });
    expect(error.message).toContain('outcome is unknown');
  });

  test.each([
    [307, false],
    [303, true],
  ])('that nobody listens at, after %i, may have been carried out: %p', async (status, mayHaveBeenSent) => {
    const gone = await RawServer.start(() => {});
    await gone.close();
    redirect(status, gone.url);
    const error = await backend.sendError({ url });
    expect(error).toMatchObject({ data: { name: 'ConnectionFailed', mayHaveBeenSent } });
    expect(error.message).toContain(new URL(gone.url).host);
  });
});
