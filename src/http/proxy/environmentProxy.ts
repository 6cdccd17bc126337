import { BlockList, isIP } from 'node:net';
import { ProtocolError } from '../../protocol/errors.ts';
import type { ProxyParams } from '../../protocol/protocol.ts';
import { bareHost } from '../endpoint.ts';

/**
 * Environment variables by name, in the user's spelling. Names can be in mixed case on case-insensitive
 * systems.
 */
export type Variables = Readonly<Record<string, string>>;

/** Returns the host of a URL without the brackets of an IPv6 address or the trailing dot of a name. */
const hostOf = ({ hostname }: URL) => bareHost(hostname).replace(/\.$/, '');

const portOf = ({ port, protocol }: URL) => port || (protocol === 'https:' ? '443' : '80');

/**
 * Returns the proxy for https that the environment specifies in HTTPS_PROXY or, failing that, in ALL_PROXY;
 * undefined if both are missing or blank.
 * @param host The host to contact, for error messages.
 * @throws {ProtocolError} InvalidProxy: the variable does not specify a usable proxy, so nothing must be
 * sent.
 */
export function environmentProxy(variables: Variables, host: string): ProxyParams | undefined {
  const names = [...spellings('https_proxy', variables), ...spellings('all_proxy', variables)];
  const name = names.find((candidate) => variables[candidate]?.trim());
  return name === undefined ? undefined : readProxy(name, variables[name] ?? '', host);
}

/**
 * Returns the value of NO_PROXY, the list of hosts that are reached without a proxy; empty if it is missing.
 */
export function noProxy(variables: Variables): string {
  const [name] = spellings('no_proxy', variables);
  return name === undefined ? '' : (variables[name] ?? '');
}

/** Returns the matching names. Lower-case names take precedence, as in most programs. */
function spellings(name: string, variables: Variables): string[] {
  return Object.keys(variables)
    .filter((candidate) => candidate.toLowerCase() === name)
    .sort((one, other) => Number(other === name) - Number(one === name));
}

/** Parses a value with or without a scheme, and with or without a user name and password. */
function readProxy(name: string, value: string, host: string): ProxyParams {
  const text = value.trim();
  const withScheme = text.includes('://') ? text : `http://${text}`;
  const url = URL.canParse(withScheme) ? new URL(withScheme) : undefined;
  if (url === undefined || !isProxyUrl(url)) {
    const message = `${name} is not the URL of an HTTP proxy, such as http://proxy.example:8080, or http://user:password@proxy.example:8080 with special characters percent-encoded.`;
    throw new ProtocolError(
      'InvalidProxy',
      `${message} Nothing was sent to ${host}. Correct or remove the variable.`,
    );
  }
  const hasCredentials = url.username !== '' || url.password !== '';
  return { address: url.origin, ...(hasCredentials && readCredentials(name, url, host)) };
}

/**
 * Returns whether a URL can be a proxy. A URL with text after its host and port is rejected, because the text
 * could be part of a password that contains / ? or #.
 */
function isProxyUrl({ protocol, hostname, pathname, search, hash }: URL): boolean {
  const isHttp = ['http:', 'https:'].includes(protocol);
  return isHttp && hostname !== '' && pathname === '/' && search === '' && hash === '';
}

function readCredentials(name: string, url: URL, host: string): { userName: string; password: string } {
  try {
    return { userName: decodeURIComponent(url.username), password: decodeURIComponent(url.password) };
  } catch {
    const message = `The user name or password in ${name} is not correctly percent-encoded.`;
    throw new ProtocolError(
      'InvalidProxy',
      `${message} Nothing was sent to ${host}. Percent-encode special characters: % as %25, for example.`,
    );
  }
}

/** @param list The value of NO_PROXY: entries separated by commas or white space. */
export function isException(url: URL, list: string): boolean {
  return list
    .split(/[\s,]+/)
    .filter((entry) => entry !== '')
    .some((entry) => matches(url, entry.toLowerCase()));
}

function matches(url: URL, entry: string): boolean {
  if (entry === '*') {
    return true;
  }
  const { host, port } = splitPort(entry);
  if (port !== undefined && port !== portOf(url)) {
    return false;
  }
  const hostname = hostOf(url);
  if (isIP(hostname) !== 0) {
    return matchesAddress(hostname, host);
  }
  const name = host.replace(/^\*?\./, '');
  // With a leading `.` or `*.`, only subdomains match. Otherwise, the name itself matches, too.
  return hostname.endsWith(`.${name}`) || (name === host && hostname === name);
}

/** Returns whether an entry contains the address. The entry is an address or a network such as 10.0.0.0/8. */
function matchesAddress(address: string, entry: string): boolean {
  const [, network = '', prefix] = /^([^/]*)(?:\/(\d+))?$/.exec(entry) ?? [];
  const family = isIP(network);
  const length = family === 4 ? 32 : 128;
  const bits = Number(prefix ?? length);
  if (family === 0 || bits > length) {
    return false;
  }
  const list = new BlockList();
  list.addSubnet(network, bits, `ipv${family as 4 | 6}`);
  return list.check(address, isIP(address) === 4 ? 'ipv4' : 'ipv6');
}

function splitPort(entry: string): { host: string; port?: string } {
  const bracketed = /^\[([^\]]*)\](?::(\d+))?$/.exec(entry);
  const plain = bracketed ?? /^([^:]*):(\d+)$/.exec(entry);
  const host = plain?.[1] ?? entry;
  return plain?.[2] === undefined ? { host } : { host, port: plain[2] };
}
