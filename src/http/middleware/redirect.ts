import { ProtocolError } from '../../protocol/errors.ts';
import { endpointFault } from '../endpoint.ts';
import { headersOf, withoutHeaders } from '../headerList.ts';
import { isSecretHeader } from '../secrets/isSecretHeader.ts';

/** A request: its URL and the options for fetch. */
export interface Target {
  url: string;
  request: RequestInit;
}

/** Moved Permanently, Found, See Other, Temporary Redirect and Permanent Redirect. */
export const redirects: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

const strictUtf8 = new TextDecoder('utf-8', { fatal: true });

const remedy =
  "Check the environment's GraphEndpoint with Get-MgEnvironment, and whether a proxy or firewall redirects requests.";

/**
 * Returns the request that follows a redirect: a GET without a body after 303, and otherwise the same request
 * to another URL. Headers that are removed for another origin are not restored by later redirects.
 * @param sent The redirected request.
 * @param location The Location header, with one character for each byte; null if there is none.
 * @throws {ProtocolError} InvalidRedirect. The message never contains a path or query, which could contain a
 * secret.
 */
export function redirected(sent: Target, status: number, location: string | null): Target {
  const target = targetOf(sent.url, status, location);
  const isElsewhere = target.origin !== new URL(sent.url).origin;
  const headers = headersOf(sent.request);
  // Secret headers and Host apply only to the origin that the request was created for.
  const ofOneOrigin = headers.map(([name]) => name).filter((name) => isSecretHeader(name) || isHost(name));
  const unwanted = [...(isElsewhere ? ofOneOrigin : []), ...(status === 303 ? ['Content-Type'] : [])];
  const { body, ...bare } = { ...sent.request, headers: withoutHeaders(headers, unwanted) };
  const request = status === 303 ? { ...bare, method: 'GET' } : { ...bare, ...(body != null && { body }) };
  return { url: target.href, request };
}

function isHost(name: string): boolean {
  return name.toLowerCase() === 'host';
}

/**
 * Returns the URL to which a response redirects.
 * @throws {ProtocolError} InvalidRedirect.
 */
function targetOf(url: string, status: number, location: string | null): URL {
  if (location === null || location === '') {
    throw invalidRedirect(url, status, 'without a Location header');
  }
  const place = textOf(location);
  if (!URL.canParse(place, url)) {
    throw invalidRedirect(url, status, 'with a Location header that is not a URL');
  }
  const target = new URL(place, url);
  const fault = downgradeFault(url, target) ?? endpointFault(target);
  if (fault !== undefined) {
    throw invalidRedirect(url, status, `to ${target.host || target.protocol}. The redirect URL ${fault}`);
  }
  target.hash = '';
  return target;
}

/**
 * Decodes a Location header, which was read as Latin-1. Services send UTF-8. The text is returned unchanged
 * if its bytes are not UTF-8, because .NET accepts such headers, too.
 */
function textOf(location: string): string {
  try {
    return strictUtf8.decode(Buffer.from(location, 'latin1'));
  } catch {
    return location;
  }
}

/**
 * Returns the problem with a redirect from https to another scheme; undefined for any other redirect. From
 * https, http is not allowed even for a loopback host.
 */
function downgradeFault(url: string, target: URL): string | undefined {
  return url.startsWith('https:') && target.protocol !== 'https:'
    ? 'must use https, as the redirecting URL does'
    : undefined;
}

function invalidRedirect(url: string, status: number, fault: string): ProtocolError {
  const message = `${new URL(url).host} returned status ${status}, a redirect ${fault}.`;
  return new ProtocolError('InvalidRedirect', `${message} ${outcome(status)} ${remedy}`, status === 303);
}

/** @param fault A sentence that describes the problem with the chain of redirects. */
export function tooManyRedirects(status: number, fault: string): ProtocolError {
  return new ProtocolError('TooManyRedirects', `${fault} ${outcome(status)} ${remedy}`, status === 303);
}

/**
 * The outcome after a redirect other than 303. afterEarlierExchanges() replaces this sentence if the service
 * may have carried out the request in an earlier exchange.
 */
export const notCarriedOut = 'A redirect means that the request was not carried out.';

/**
 * Returns a sentence that states whether the request was carried out. A service often sends 303 after it has
 * carried out the request. With any other redirect, it has not.
 */
function outcome(status: number): string {
  return status === 303
    ? 'The outcome is unknown: status 303 often means that the request was carried out.'
    : notCarriedOut;
}
