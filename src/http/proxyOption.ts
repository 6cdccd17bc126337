import type { ProxyParams } from '../protocol/protocol.ts';

/**
 * http goes to loopback hosts only, so no proxy of the environment is asked, and a token never passes one
 * in clear. An explicit proxy is used whatever NO_PROXY says.
 */
export function proxyOption(url: string, proxy: ProxyParams | undefined): Bun.FetchProxyOption | undefined {
  if (proxy === undefined) {
    return url.startsWith('https:') ? undefined : false;
  }
  const { address, userName, password = '' } = proxy;
  const basic = `Basic ${Buffer.from(`${userName}:${password}`).toString('base64')}`;
  const headers = userName === undefined ? {} : { 'Proxy-Authorization': basic };
  return { url: address, headers, respectNoProxy: false };
}
