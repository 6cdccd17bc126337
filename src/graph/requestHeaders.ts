import { hasHeader, withHeader } from '../http/headerList.ts';
import type { Header } from '../protocol/protocol.ts';
import { version } from '../protocol/version.ts';
import { requireHeaders } from './requireHeaders.ts';

/**
 * What the caller's headers win over. A caller without a User-Agent must not go out under the runtime's
 * name.
 */
const defaults: Header[] = [
  ['User-Agent', `PartnerSecurityScore/${version}`],
  ['FeatureFlag', '00000003'],
  ['Cache-Control', 'no-store, no-cache'],
  ['Accept-Encoding', 'gzip, deflate, br'],
];

/**
 * The headers of a request but for Authorization and client-request-id: the defaults, the caller's in place
 * of them, and the backend's own.
 * @param contentType Undefined if there is no body.
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

/** This is the only header that may occur just once: its parts have their own separator (RFC 6265, 5.4). */
function withOneCookie(headers: readonly Header[]): Header[] {
  const cookies = headers.filter(([name]) => name.toLowerCase() === 'cookie').map(([, value]) => value);
  return cookies.length < 2 ? [...headers] : withHeader(headers, 'Cookie', cookies.join('; '));
}
