import { ProtocolError } from '../protocol/errors.ts';
import type { ProxyParams } from '../protocol/protocol.ts';
import { environmentProxy, isException, noProxy, type Variables } from './environmentProxy.ts';

/** Which proxies a request has besides those of the environment. */
export interface ProxyChoice {
  /** In place of all others. */
  readonly proxy: ProxyParams | undefined;
  /** URL of the one that the client's system has. */
  readonly systemProxy: string | undefined;
  /** The origin that the system was asked for. */
  readonly systemProxyOrigin: string | undefined;
}

/**
 * The proxy for a URL: the request's own, or else that of the environment, or else the system's.
 * @throws {ProtocolError} InvalidProxy: what is named is no proxy that can be used, so nothing may go out.
 */
export function proxyFor(
  url: URL,
  { proxy, systemProxy, systemProxyOrigin }: ProxyChoice,
  variables: Variables,
): ProxyParams | undefined {
  const named = proxy ?? environmentProxy(url, variables);
  if (named !== undefined || systemProxy === undefined || !mayHaveSystemProxy(url, variables)) {
    return named;
  }
  if (url.origin !== systemProxyOrigin) {
    const message = `The system's proxy is not known for ${url.host}, where a redirect goes. Nothing was sent there.`;
    throw new ProtocolError('InvalidProxy', `${message} Name a proxy with -Proxy or HTTPS_PROXY.`);
  }
  return usableSystemProxy(url, systemProxy);
}

function mayHaveSystemProxy(url: URL, variables: Variables): boolean {
  return url.protocol === 'https:' && !isException(url, noProxy(variables));
}

function usableSystemProxy(url: URL, systemProxy: string): ProxyParams {
  const address = URL.canParse(systemProxy) ? new URL(systemProxy) : undefined;
  if (address === undefined || !['http:', 'https:'].includes(address.protocol) || address.hostname === '') {
    const message = `The system's proxy for ${url.host} is no HTTP proxy. Nothing was sent.`;
    throw new ProtocolError('InvalidProxy', `${message} Name one with HTTPS_PROXY, or the host in NO_PROXY.`);
  }
  return { address: address.origin };
}
