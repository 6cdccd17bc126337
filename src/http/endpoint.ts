/**
 * What keeps a URL from being sent to, as the end of a sentence about it: it takes https, or http to this computer itself,
 * and no user or password, which would let a host name be mistaken.
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

/** @param hostname As the URL class writes it: in lower case, IPv4 addresses in four decimal parts. */
function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}

/** A URL's host name, or one as it stands in a URL, without the brackets of an IPv6 address. */
export function bareHost(hostname: string): string {
  return hostname.replace(/^\[(.*)\]$/, '$1');
}
