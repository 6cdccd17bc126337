import type { buildConnector as Connect, Dispatcher } from 'undici';
import Agent from 'undici/lib/dispatcher/agent.js';
import type { ProxyParams } from '../../protocol/protocol.ts';
import { tunnelConnector } from '../proxy/tunnelConnector.ts';
import { hostConnector } from './hostConnector.ts';
import { passingOverInterim } from './interimAnswers.ts';

/**
 * The time limit for establishing a connection, including TLS, in seconds. Opening a tunnel through a proxy
 * has a separate limit of the same length.
 */
export const CONNECT_SECONDS = 30;

/**
 * The maximum size of response headers, in KiB. It matches .NET's limit, so that the backend can read every
 * response that the original can read.
 */
export const MAX_HEADER_KIB = 64;

/**
 * The time that an idle connection remains open, in milliseconds, unless the host specifies a different time.
 */
const KEPT_OPEN = 10_000;

/** The maximum number of proxies whose connections remain open. */
const MAX_PROXIES = 16;

const connectOptions = { timeout: CONNECT_SECONDS * 1000 };

const direct = agentOver(hostConnector(connectOptions));
const proxied = new Map<string, Dispatcher>();
const pinned = new Map<string, Dispatcher>();

/**
 * Returns the dispatcher for a proxy, or for direct connections. Requests with the same proxy and the same
 * credentials for it share connections. A connection handles one request at a time, and the dispatcher never
 * sends a request twice.
 */
export function dispatcherFor(proxy: ProxyParams | undefined): Dispatcher {
  if (proxy === undefined) {
    return direct;
  }
  const { address, userName, password, useDefaultCredentials } = proxy;
  const key = JSON.stringify([address, userName, password, useDefaultCredentials]);
  const known = proxied.get(key) ?? agentOver(tunnelConnector(proxy, connectOptions));
  // Move the most recently used proxy to the end.
  proxied.delete(key);
  proxied.set(key, known);
  const [oldest] = proxied.keys();
  if (proxied.size > MAX_PROXIES && oldest !== undefined) {
    // Requests in progress are completed first.
    void proxied.get(oldest)?.close();
    proxied.delete(oldest);
  }
  return known;
}

/**
 * Returns the dispatcher for direct connections to a host with this exact certificate.
 * @param thumbprint The SHA-1 thumbprint in hexadecimal digits.
 */
export function pinnedDispatcher(thumbprint: string): Dispatcher {
  const known = pinned.get(thumbprint) ?? agentOver(hostConnector({ ...connectOptions, thumbprint }));
  pinned.set(thumbprint, known);
  return known;
}

function agentOver(connect: Connect.connector): Dispatcher {
  return new Agent({
    connect: passingOverInterim(connect),
    pipelining: 1,
    allowH2: false,
    maxHeaderSize: MAX_HEADER_KIB * 1024,
    keepAliveTimeout: KEPT_OPEN,
    // Each exchange has its own time limit.
    headersTimeout: 0,
    bodyTimeout: 0,
  });
}
