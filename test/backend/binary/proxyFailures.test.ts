import { connect, type Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { GraphServer } from '../../support/graphServer.ts';
import { TestAuthority } from '../../support/signIn/authority.ts';
import { backendBinary } from '../support/binary.ts';
import { TcpServer } from '../support/tcpServer.ts';
import { TestBackend } from '../support/testBackend.ts';

const binary = backendBinary();
let authority: TestAuthority;
let graph: GraphServer;
let backend: TestBackend;
let proxy: TcpServer;

beforeAll(async () => {
  authority = await TestAuthority.create();
  graph = await GraphServer.start({ certificate: await authority.issue() });
  graph.reply({ body: '{}' });
  backend = await TestBackend.ready(binary, graph.url, 'opaque', {
    NODE_EXTRA_CA_CERTS: authority.caFile,
  });
});

afterEach(() => proxy.close());

afterAll(async () => {
  await backend.stop();
  expect(backend.stderr).toBe('');
  await graph.close();
  authority.dispose();
});

/** Starts a proxy that runs this function when the bytes of a CONNECT request arrive. */
async function onConnect(answer: (socket: Socket) => void): Promise<{ address: string }> {
  proxy = await TcpServer.start((socket) => void socket.once('data', () => answer(socket)));
  return { address: `http://127.0.0.1:${proxy.port}` };
}

const credentials = { userName: 'jane', password: 'hunter2' };

async function failure(address: string, timeoutSeconds = 20) {
  const before = graph.clientPorts.length;
  const error = await backend.sendError({
    url: graph.url,
    timeoutSeconds,
    proxy: { address, ...credentials },
  });
  expect(error.data.mayHaveBeenSent).toBe(false);
  expect(error.message).toContain(address);
  expect(error.message).toContain('Nothing was sent');
  expect(error.message).not.toContain('hunter2');
  expect(graph.clientPorts).toHaveLength(before);
  return { name: error.data.name, message: error.message };
}

describe('a proxy that gives no tunnel is named, and nothing goes past it', () => {
  test.each([
    ['407 Proxy Authentication Required', /Check the user name and password/],
    ['403 Forbidden', /Ask the proxy's administrator to allow connections to [\w.]+:\d+\.$/],
    ['502 Bad Gateway', /contact the proxy's administrator/],
    ['503 Service Unavailable', /contact the proxy's administrator/],
    ['504 Gateway Timeout', /contact the proxy's administrator/],
    ['302 Found', /302 Found/],
    ['204 No Content', /204 No Content/],
  ])('with an answer of %s', async (status, remedy) => {
    const { address } = await onConnect((socket) => {
      socket.end(`HTTP/1.1 ${status}\r\nContent-Length: 6\r\n\r\n<html>`);
    });
    const { name, message } = await failure(address);
    expect(name).toBe('ConnectionFailed');
    expect(message).toContain(`refused the connection (${status})`);
    expect(message).toMatch(remedy);
    expect(message).not.toContain('html');
  });

  test.each<[string, (socket: Socket) => void, RegExp]>([
    [
      'with what is not HTTP',
      (socket) => void socket.end('SSH-2.0-x\r\n\r\n'),
      /not a valid HTTP proxy response/,
    ],
    ['by closing', (socket) => void socket.end(), /closed before it was ready/],
    ['by breaking off', (socket) => void socket.resetAndDestroy(), /closed before it was ready/],
    [
      'with endless headers',
      (socket) => void socket.write(`HTTP/1.1 200 OK\r\nX-A: ${'a'.repeat(100_000)}`),
      /not a valid HTTP proxy response/,
    ],
  ])('%s', async (_, answer, reason) => {
    const { address } = await onConnect(answer);
    const { name, message } = await failure(address);
    expect(name).toBe('ConnectionFailed');
    expect(message).toContain(`Could not connect to the proxy ${address}: `);
    expect(message).toMatch(reason);
  });

  test.each([
    ['bytes behind its answer', 'HTTP/1.1 200 OK\r\n\r\nearly'],
    ['the end behind its answer', 'HTTP/1.1 200 OK\r\n\r\n'],
  ])('with %s, which is asked for once', async (_, answer) => {
    const { address } = await onConnect((socket) => void socket.end(answer));
    await failure(address);
    expect(proxy.connections).toBe(1);
  });

  test('by closing at once', async () => {
    proxy = await TcpServer.start((socket) => void socket.destroy());
    expect(await failure(`http://127.0.0.1:${proxy.port}`)).toMatchObject({ name: 'ConnectionFailed' });
  });

  test('by silence, until the time is up', async () => {
    const { address } = await onConnect(() => {});
    const { name, message } = await failure(address, 0.3);
    expect(name).toBe('TimedOut');
    expect(message).toContain(`through the proxy ${address} within the time limit`);
  });

  test('because nobody listens there', async () => {
    const { address } = await onConnect(() => {});
    await proxy.close();
    const { message } = await failure(address);
    expect(message).toMatch(/connection was refused, or the host is unreachable \(ECONNREFUSED\)/);
  });

  test('because there is no such host', async () => {
    await onConnect(() => {});
    const { message } = await failure('http://no-such-proxy.invalid:8080');
    expect(message).toMatch(/host name was not found|could not be resolved/);
  });

  test('because it takes no TLS', async () => {
    const { address } = await onConnect((socket) => void socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    const { message } = await failure(address.replace('http:', 'https:'));
    expect(message).toMatch(/the proxy did not respond with TLS/);
  });
});

describe('a tunnel', () => {
  const established = 'HTTP/1.1 200 Connection established\r\n\r\n';

  test.each<[string, (socket: Socket) => void]>([
    ['at once', (socket) => void socket.end(established)],
    [
      'in the TLS handshake',
      (socket) => {
        socket.write(established);
        socket.once('data', () => socket.end());
      },
    ],
  ])('that the proxy closes %s is a failed connection', async (_, answer) => {
    const { address } = await onConnect(answer);
    const { name, message } = await failure(address);
    expect(name).toBe('ConnectionFailed');
    expect(message).toMatch(/through the proxy .*: the connection was closed before it was ready/);
  });

  test('that leads nowhere is given up when the time is up', async () => {
    const { address } = await onConnect((socket) => void socket.write(established));
    expect(await failure(address, 0.3)).toMatchObject({ name: 'TimedOut' });
  });

  test('that leads to what is no TLS is a failed connection', async () => {
    const { address } = await onConnect((socket) => {
      socket.write(established);
      socket.once('data', () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    });
    expect((await failure(address)).message).toMatch(/the server did not respond with TLS/);
  });

  /** Starts a proxy that tunnels all bytes, and passes both sockets to `onOpen`. */
  async function passing(onOpen: (client: Socket, target: Socket) => void, answer = established) {
    return onConnect((client) => {
      const target = connect(Number(new URL(graph.url).port), '127.0.0.1', () => {
        client.write(answer);
        client.pipe(target).pipe(client);
        onOpen(client, target);
      });
      target.on('error', () => {});
      client.on('close', () => target.destroy());
    });
  }

  test.each([
    ['HTTP/1.0', 'HTTP/1.0 200 Connection established\r\nProxy-Agent: old\r\n\r\n'],
    ['a Content-Length', 'HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n'],
    ['no reason', 'HTTP/1.1 200\r\n\r\n'],
  ])('that was answered for with %s works', async (_, answer) => {
    const proxyOfRequest = await passing(() => {}, answer);
    expect(await backend.send({ url: graph.url, proxy: proxyOfRequest })).toMatchObject({ status: 200 });
  });

  test('that breaks with the request under way leaves the outcome unknown, and is not sent again', async () => {
    const ends: Socket[] = [];
    const proxyOfRequest = await passing((client) => void ends.push(client));
    const turn = graph.next({ hold: true });
    const before = graph.requests.length;
    const failing = backend.sendError({ url: graph.url, proxy: proxyOfRequest });
    await turn.reached;
    ends[0]?.destroy();
    const error = await failing;
    expect(error.data).toEqual({ name: 'ConnectionBroken', mayHaveBeenSent: true });
    expect(graph.requests.length - before).toBe(1);
    expect(proxy.connections).toBe(1);
  });

  test('that the proxy closes while it is idle is opened anew for the next request', async () => {
    const ends: Socket[] = [];
    const proxyOfRequest = await passing((client) => void ends.push(client));
    const before = graph.requests.length;
    for (let count = 1; count <= 3; count += 1) {
      expect(await backend.send({ url: graph.url, proxy: proxyOfRequest })).toMatchObject({ status: 200 });
      const closed = new Promise((resolve) => ends.at(-1)?.once('close', resolve));
      ends.at(-1)?.end();
      await closed;
      expect(graph.requests.length - before).toBe(count);
    }
    expect(proxy.connections).toBe(3);
  });
});
