import { hasHeader, withHeader, withoutHeaders } from '../http/headerList.ts';
import type { Header } from '../protocol/protocol.ts';
import { version } from '../protocol/version.ts';

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

/** They are the backend's own: a token above all must be the session's, and go to its origin only. */
const own = ['Authorization', 'client-request-id', 'SdkVersion'];

/**
 * The headers of a request but for Authorization and client-request-id: the defaults, the caller's in place
 * of them, and the backend's own.
 */
export function requestHeaders(given: readonly Header[], hasBody: boolean): Header[] {
  const callers = withoutHeaders(given, own);
  return [
    ...defaults.filter(([name]) => !hasHeader(callers, name)),
    ...withOneCookie(callers),
    ['SdkVersion', `graph-powershell-beta/${version}`],
    ...(hasBody ? [['Content-Type', 'application/json'] satisfies Header] : []),
  ];
}

/** Of all headers this one may come once only: its parts have a separator of their own (RFC 6265, 5.4). */
function withOneCookie(headers: readonly Header[]): Header[] {
  const cookies = headers.filter(([name]) => name.toLowerCase() === 'cookie').map(([, value]) => value);
  return cookies.length < 2 ? [...headers] : withHeader(headers, 'Cookie', cookies.join('; '));
}
