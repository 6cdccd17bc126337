import { ProtocolError } from '../../protocol/errors.ts';
import { endpointFault } from '../endpoint.ts';
import { headersOf, withoutHeaders } from '../headerList.ts';
import { isSecretHeader } from '../secrets/isSecretHeader.ts';

/** What goes on the wire: a URL, and what fetch is given for it. */
export interface Target {
  url: string;
  request: RequestInit;
}

/** Moved Permanently, Found, See Other, Temporary Redirect, Permanent Redirect. */
export const redirects: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

const strictUtf8 = new TextDecoder('utf-8', { fatal: true });

const remedy = 'Check the address of the environment (-Environment) and the network.';

/**
 * The request that follows a redirect: the same to another URL or, after See Other, a GET. What it drops
 * because it goes elsewhere does not come back with a later redirect.
 * @param sent What was answered with the redirect.
 * @param location Its bytes, each as one character.
 * @throws {ProtocolError} InvalidRedirect. Its message never holds a path or query, which could hold a
 * secret.
 */
export function redirected(sent: Target, status: number, location: string | null): Target {
  const target = targetOf(sent.url, status, location);
  const isElsewhere = target.origin !== new URL(sent.url).origin;
  const headers = headersOf(sent.request);
  // Secrets, and the host itself, belong to the origin that the request was made for.
  const ofOneOrigin = headers.map(([name]) => name).filter((name) => isSecretHeader(name) || isHost(name));
  const unwanted = [...(isElsewhere ? ofOneOrigin : []), ...(status === 303 ? ['Content-Type'] : [])];
  const { body, ...bare } = { ...sent.request, headers: withoutHeaders(headers, unwanted) };
  const request = status === 303 ? { ...bare, method: 'GET' } : { ...bare, ...(body != null && { body }) };
  return { url: target.href, request };
}

function isHost(name: string): boolean {
  return name.toLowerCase() === 'host';
}

/** @throws {ProtocolError} InvalidRedirect. */
function targetOf(url: string, status: number, location: string | null): URL {
  if (location === null || location === '') {
    throw invalidRedirect(url, status, 'without a Location header');
  }
  const place = textOf(location);
  if (!URL.canParse(place, url)) {
    throw invalidRedirect(url, status, 'with a Location header that is not a URL');
  }
  const target = new URL(place, url);
  const fault = endpointFault(target) ?? downgradeFault(url, target);
  if (fault !== undefined) {
    throw invalidRedirect(url, status, `to ${target.host || target.protocol}, whose URL ${fault}`);
  }
  target.hash = '';
  return target;
}

/** Services write it in UTF-8, though headers are read as Latin-1; .NET takes either. */
function textOf(location: string): string {
  try {
    return strictUtf8.decode(Buffer.from(location, 'latin1'));
  } catch {
    return location;
  }
}

/** What was encrypted stays so, also on its way to this computer itself. */
function downgradeFault(url: string, target: URL): string | undefined {
  return url.startsWith('https:') && target.protocol !== 'https:'
    ? 'must use https, as the redirecting address does'
    : undefined;
}

function invalidRedirect(url: string, status: number, fault: string): ProtocolError {
  const message = `${new URL(url).host} returned status ${status}, a redirect ${fault}.`;
  return new ProtocolError('InvalidRedirect', `${message} ${outcome(status)} ${remedy}`, status === 303);
}

/** @param fault Of the redirects as a whole, as a sentence. */
export function tooManyRedirects(status: number, fault: string): ProtocolError {
  return new ProtocolError('TooManyRedirects', `${fault} ${outcome(status)} ${remedy}`, status === 303);
}

/** A redirect is an answer instead of carrying the request out, but See Other often comes after that. */
function outcome(status: number): string {
  return status === 303
    ? 'The outcome is unknown: status 303 often means that the request was carried out.'
    : 'A redirect means that the request was not carried out.';
}
