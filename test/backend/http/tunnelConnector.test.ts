import { afterEach, describe, expect, test } from '@jest/globals';
import { tunnelConnector } from '../../../src/http/proxy/tunnelConnector.ts';
import { ProxyUnreachable } from '../../../src/http/proxy/tunnelErrors.ts';
import { hostConnector } from '../../../src/http/wire/hostConnector.ts';
import { TcpServer } from '../support/tcpServer.ts';

let server: TcpServer;

afterEach(() => server.close());

const bound = { timeout: 300 };

type Target = Parameters<ReturnType<typeof hostConnector>>[0];

const target = (host: string, port: number): Target => ({
  hostname: host,
  host: `${host}:${port}`,
  protocol: 'https:',
  port: `${port}`,
});

/** Resolves with the error of a connection attempt, and rejects if the attempt succeeds. */
function failureOf(connect: ReturnType<typeof hostConnector>, to: Target): Promise<unknown> {
  return new Promise((resolve, reject) => {
    connect(to, (...[error]) => (error === null ? reject(new Error('Connected.')) : resolve(error)));
  });
}

/**
 * Starts a server that answers the first data with this text, or never answers.
 * @returns its host and port.
 */
async function mute(answer?: string): Promise<string> {
  server = await TcpServer.start((socket) => {
    socket.once('data', () => answer !== undefined && socket.write(answer)).resume();
  });
  return `127.0.0.1:${server.port}`;
}

describe('the time for a connection is bounded', () => {
  test('in the TLS handshake', async () => {
    await mute();
    const error = await failureOf(hostConnector(bound), target('localhost', server.port));
    expect(error).toMatchObject({ code: 'UND_ERR_CONNECT_TIMEOUT' });
  });

  test.each([
    ['http', 'ETIMEDOUT'],
    ['https', 'UND_ERR_CONNECT_TIMEOUT'],
  ])('at a proxy by %s that never answers', async (scheme, code) => {
    const address = `${scheme}://${await mute()}`;
    const error = await failureOf(tunnelConnector({ address }, bound), target('graph.example', 443));
    expect(error).toBeInstanceOf(ProxyUnreachable);
    expect(error).toMatchObject({ cause: { code } });
  });

  test('in a tunnel that leads nowhere', async () => {
    const address = `http://${await mute('HTTP/1.1 200 OK\r\n\r\n')}`;
    const error = await failureOf(tunnelConnector({ address }, bound), target('graph.example', 443));
    expect(error).toMatchObject({ code: 'UND_ERR_CONNECT_TIMEOUT' });
  });
});
