import { hasHeader, withHeader } from '../http/headerList.ts';
import type { Header } from '../protocol/protocol.ts';
import { version } from '../protocol/version.ts';
import { requireHeaders } from './requireHeaders.ts';

/** The default headers, which the caller's headers override. */
const defaults: Header[] = [
  ['User-Agent', `PartnerSecurityScore/${version}`],
  ['FeatureFlag', '00000003'],
  ['Cache-Control', 'no-store, no-cache'],
  ['Accept-Encoding', 'gzip, deflate, br'],
];

/**
 * Returns the headers of a request, without those that the middleware and the transport add, such as
 * Authorization and client-request-id. The caller's headers override the defaults.
 * @param given The caller's headers.
 * @param contentType The content type of the body; undefined if there is no body.
 * @throws {ProtocolError} InvalidHeader.
 */
export function requestHeaders(given: readonly Header[], contentType: string | undefined): Header[] {
  const counting = requireHeaders(given);
  return [
    ...defaults.filter(([name]) => !hasHeader(counting, name)),
    ...withOneCookie(counting),
    ['SdkVersion', `graph-powershell-beta/${version}`],
    ...(contentType === undefined ? [] : [['Content-Type', contentType] satisfies Header]),
  ];
}

/**
 * Merges all Cookie headers into one. Cookie must not be repeated, because its values have their own
 * separator (RFC 6265, section 5.4).
 */
function withOneCookie(headers: readonly Header[]): Header[] {
  const cookies = headers.filter(([name]) => name.toLowerCase() === 'cookie').map(([, value]) => value);
  return cookies.length < 2 ? [...headers] : withHeader(headers, 'Cookie', cookies.join('; '));
}
