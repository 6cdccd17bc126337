import type { TLSSocket } from 'node:tls';
import type { buildConnector as Connect } from 'undici';
import connect from 'undici/lib/api/api-connect.js';
import Pool from 'undici/lib/dispatcher/pool.js';
import type { ProxyParams } from '../protocol/protocol.ts';
import { hostConnector } from './hostConnector.ts';

/** The proxy answered, but gave no tunnel. */
export class TunnelRefused extends Error {
  constructor(readonly status: number) {
    super('The proxy gave no tunnel.');
  }
}

/** The proxy itself could not be reached. */
export class ProxyUnreachable extends Error {
  constructor(override readonly cause: unknown) {
    super('The proxy could not be reached.');
  }
}

/**
 * Connects through a proxy: CONNECT for every request, so that a proxy never sees more than host and port. The
 * undici package has an agent for proxies, but that one drops all but the last of several headers of one name.
 */
export function tunnelConnector(proxy: ProxyParams, options: Connect.BuildOptions): Connect.connector {
  const connectTo = hostConnector(options);
  const pool = new Pool(proxy.address, {
    connect: connectTo,
    pipelining: 1,
    headersTimeout: options.timeout ?? 0,
  });
  const authorization = basic(proxy);
  return (target, callback) => {
    const port = target.port || (target.protocol === 'https:' ? '443' : '80');
    const host = target.hostname.includes(':')
      ? `[${target.hostname.replace(/^\[|\]$/g, '')}]`
      : target.hostname;
    connect
      .call(pool, {
        origin: proxy.address,
        path: `${host}:${port}`,
        headers: { host: `${host}:${port}`, ...(authorization && { 'proxy-authorization': authorization }) },
      })
      .then(
        ({ statusCode, socket }) => {
          if (statusCode !== 200) {
            socket.on('error', () => {}).destroy();
            callback(new TunnelRefused(statusCode), null);
          } else if (target.protocol === 'https:') {
            connectTo({ ...target, httpSocket: socket as TLSSocket }, callback);
          } else {
            callback(null, socket as TLSSocket);
          }
        },
        (error: unknown) => callback(new ProxyUnreachable(error), null),
      );
  };
}

function basic({ userName, password = '' }: ProxyParams): string | undefined {
  return userName === undefined
    ? undefined
    : `Basic ${Buffer.from(`${userName}:${password}`).toString('base64')}`;
}
