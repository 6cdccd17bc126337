import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import type { buildConnector as Connect } from 'undici';
import connect from 'undici/lib/api/api-connect.js';
import Pool from 'undici/lib/dispatcher/pool.js';
import type { ProxyParams } from '../protocol/protocol.ts';
import { hostConnector } from './hostConnector.ts';
import { ProxyUnreachable, TunnelRefused } from './tunnelErrors.ts';
import { userTunnel } from './userTunnel.ts';

type ConnectOptions = Connect.BuildOptions & { timeout: number };

/** Opens a tunnel to a host and port. */
type OpenTunnel = (target: string) => Promise<Socket>;

/**
 * Connects through a proxy: CONNECT for every request, so that a proxy never sees more than host and port. The
 * undici package has an agent for proxies, but that one drops all but the last of several headers of one name.
 */
export function tunnelConnector(proxy: ProxyParams, options: ConnectOptions): Connect.connector {
  const connectToHost = hostConnector(options);
  const open = proxy.useDefaultCredentials ? asUser(proxy, options) : withPassword(proxy, options);
  return (target, callback) => {
    const port = target.port || (target.protocol === 'https:' ? '443' : '80');
    const host = target.hostname.includes(':')
      ? `[${target.hostname.replace(/^\[|\]$/g, '')}]`
      : target.hostname;
    open(`${host}:${port}`).then(
      (socket) => {
        if (target.protocol === 'https:') {
          connectToHost({ ...target, httpSocket: socket as TLSSocket }, callback);
        } else {
          callback(null, socket as TLSSocket);
        }
      },
      (error: Error) => callback(error, null),
    );
  };
}

function asUser({ address }: ProxyParams, options: ConnectOptions): OpenTunnel {
  const connectToProxy = hostConnector(options);
  return (target) => userTunnel(new URL(address), target, connectToProxy, options.timeout / 1000);
}

/** Where the proxy wants a password, it is sent along at once. */
function withPassword(proxy: ProxyParams, options: ConnectOptions): OpenTunnel {
  const pool = new Pool(proxy.address, {
    connect: hostConnector(options),
    pipelining: 1,
    headersTimeout: options.timeout,
  });
  const authorization = basic(proxy);
  return async (target) => {
    const { statusCode, socket } = await connect
      .call(pool, {
        origin: proxy.address,
        path: target,
        headers: { host: target, ...(authorization && { 'proxy-authorization': authorization }) },
      })
      .catch((error: unknown) => {
        throw new ProxyUnreachable(error);
      });
    if (statusCode !== 200) {
      socket.on('error', () => {}).destroy();
      throw new TunnelRefused(statusCode);
    }
    return socket as Socket;
  };
}

function basic({ userName, password = '' }: ProxyParams): string | undefined {
  return userName === undefined
    ? undefined
    : `Basic ${Buffer.from(`${userName}:${password}`).toString('base64')}`;
}
