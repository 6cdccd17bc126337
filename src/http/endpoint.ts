import type { Members } from '../protocol/validate.ts';

/**
 * The URL in a member of params, under the rule for every endpoint: https, or http to this computer
 * itself; no user or password, which would let a host name be mistaken.
 * @throws {ProtocolError} InvalidParams, naming the member.
 */
export function requireEndpoint(members: Members, name: string): URL {
  const url = parseUrl(members.text(name));
  if (url === null) {
    return members.refuse(name, 'is no absolute URL');
  }
  const fault = endpointFault(url);
  if (fault !== undefined) {
    return members.refuse(name, fault);
  }
  url.hash = '';
  return url;
}

/** What keeps a URL from being sent to, as the end of a sentence about it. */
export function endpointFault(url: URL): string | undefined {
  if (url.username !== '' || url.password !== '') {
    return 'must not hold a user or password';
  }
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname))) {
    return 'must be https (http is for loopback hosts only)';
  }
  return undefined;
}

/** @param hostname As the URL class writes it: in lower case, IPv4 addresses in four decimal parts. */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}

/** Null for what is no absolute URL. (URL.parse does the same, but Node 20 hasn't got it.) */
export function parseUrl(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null;
}

/** A URL's host name, or one as it stands in a URL, without the brackets of an IPv6 address. */
export function bareHost(hostname: string): string {
  return hostname.replace(/^\[(.*)\]$/, '$1');
}
