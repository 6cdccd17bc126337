import type { buildConnector as Connect, Dispatcher } from 'undici';
import Agent from 'undici/lib/dispatcher/agent.js';
import type { ProxyParams } from '../../protocol/protocol.ts';
import { tunnelConnector } from '../proxy/tunnel.ts';
import { hostConnector } from './hostConnector.ts';
import { passingOverInterim } from './interimAnswers.ts';

/** Seconds for a connection to be there, its TLS included; the same again for a proxy's tunnel. */
export const CONNECT_SECONDS = 30;

/**
 * The headers of an answer may be so large: as large as .NET takes them, so that what the original could read can
 * be read here.
 */
export const MAX_HEADER_KIB = 64;

/** Milliseconds that a connection waits for its next request, where the host does not say for how long. */
const KEPT_OPEN = 10_000;

/** Proxies whose connections are kept at the same time. */
const MAX_PROXIES = 16;

const connectOptions = { timeout: CONNECT_SECONDS * 1000 };

const direct = agentOver(hostConnector(connectOptions));
const proxied = new Map<string, Dispatcher>();
const pinned = new Map<string, Dispatcher>();

/**
 * The connections that requests on this route share. One connection carries one request at a time, and nothing
 * is ever sent twice.
 */
export function dispatcherFor(proxy: ProxyParams | undefined): Dispatcher {
  if (proxy === undefined) {
    return direct;
  }
  const { address, userName, password, useDefaultCredentials } = proxy;
  const key = JSON.stringify([address, userName, password, useDefaultCredentials]);
  const known = proxied.get(key) ?? agentOver(tunnelConnector(proxy, connectOptions));
  // The one that was used last stands last.
  proxied.delete(key);
  proxied.set(key, known);
  const [oldest] = proxied.keys();
  if (proxied.size > MAX_PROXIES && oldest !== undefined) {
    // Requests under way are answered first.
    void proxied.get(oldest)?.close();
    proxied.delete(oldest);
  }
  return known;
}

/**
 * Connections without a proxy to a host with exactly this certificate.
 * @param thumbprint SHA-1 in hexadecimal digits.
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
    // Each exchange has a time limit of its own.
    headersTimeout: 0,
    bodyTimeout: 0,
  });
}
