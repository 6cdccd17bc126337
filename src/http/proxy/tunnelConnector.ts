import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import type { buildConnector as Connect } from 'undici';
import type { Header, ProxyParams } from '../../protocol/protocol.ts';
import { withTimeLimit } from '../abort.ts';
import { bareHost } from '../endpoint.ts';
import { type HostConnectorOptions, hostConnector } from '../wire/hostConnector.ts';
import { closing, ProxyConnection, tooLate } from './proxyConnection.ts';
import { TunnelRefused } from './tunnelErrors.ts';
import { userTunnel } from './userTunnel.ts';

/** Opens a tunnel to a host and port. */
type OpenTunnel = (target: string) => Promise<Socket>;

/**
 * Creates a connector that connects through a proxy. It uses CONNECT for http, too. For https, the proxy sees
 * only the host and port. undici's own proxy agent keeps only the last of several headers with the same name.
 */
export function tunnelConnector(proxy: ProxyParams, options: HostConnectorOptions): Connect.connector {
  const connectToHost = hostConnector(options);
  const open = proxy.useDefaultCredentials ? asUser(proxy, options) : withPassword(proxy, options);
  return (target, callback) => {
    const port = target.port || (target.protocol === 'https:' ? '443' : '80');
    const host = target.hostname.includes(':') ? `[${bareHost(target.hostname)}]` : target.hostname;
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

function asUser({ address }: ProxyParams, options: HostConnectorOptions): OpenTunnel {
  const connectToProxy = hostConnector(options);
  return (target) => userTunnel(new URL(address), target, connectToProxy, options.timeout / 1000);
}

/**
 * Returns a function that opens tunnels. If the proxy has a user name, each CONNECT contains it, with the
 * password, for Basic authentication.
 */
function withPassword(proxy: ProxyParams, options: HostConnectorOptions): OpenTunnel {
  const connectToProxy = hostConnector(options);
  const authorization = basic(proxy);
  const headers: Header[] = authorization === undefined ? [] : [['Proxy-Authorization', authorization]];
  return async (target) => {
    const connection = await ProxyConnection.open(connectToProxy, new URL(proxy.address));
    return withTimeLimit(options.timeout / 1000, tooLate, (signal) =>
      closing(connection, signal, async () => {
        const { status } = await connection.connectTo(target, headers);
        if (status !== 200) {
          throw new TunnelRefused(status);
        }
        signal.throwIfAborted();
        return connection.release();
      }),
    );
  };
}

function basic({ userName, password = '' }: ProxyParams): string | undefined {
  return userName === undefined
    ? undefined
    : `Basic ${Buffer.from(`${userName}:${password}`).toString('base64')}`;
}
