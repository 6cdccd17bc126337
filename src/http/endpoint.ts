/**
 * Returns why requests must not be sent to a URL, as the end of a sentence about it; undefined if it is
 * allowed. A URL must use https, or http to a loopback host. It must not contain a user name or password,
 * which could disguise the host name.
 */
export function endpointFault(url: URL): string | undefined {
  if (url.username !== '' || url.password !== '') {
    return 'must not contain a user name or password';
  }
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname))) {
    return 'must use https (http is allowed only for loopback hosts)';
  }
  return undefined;
}

/**
 * @param hostname A host name as the URL class normalizes it: in lower case, with IPv4 addresses in dotted
 * decimal form.
 */
function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}

/** Returns the host name of a URL without the brackets of an IPv6 address. */
export function bareHost(hostname: string): string {
  return hostname.replace(/^\[(.*)\]$/, '$1');
}
