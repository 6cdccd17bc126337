import type { Header } from '../protocol/protocol.ts';
import { hasHeader, headersOf, withoutHeaders } from './headerList.ts';

/** They hold a secret of the sign-in or of the proxy. */
const secret = ['Authorization', 'Proxy-Authorization'];

/**
 * The headers of a request as they are on the wire, with those that the transport adds, but without the
 * secrets of the sign-in and the proxy.
 */
export function sentHeaders(url: string, request: RequestInit): Header[] {
  const given = withoutHeaders(headersOf(request), secret);
  return [...added(url, request).filter(([name]) => !hasHeader(given, name)), ...given];
}

function added(url: string, { method, body }: RequestInit): Header[] {
  const hasLength = body != null || ['PATCH', 'POST', 'PUT'].includes(method ?? '');
  const length = (body as ArrayBuffer | null | undefined)?.byteLength ?? 0;
  return [
    ['Host', new URL(url).host],
    // The end of an answer to HEAD can't be told by what such an answer says of its length.
    ['Connection', method === 'HEAD' ? 'close' : 'keep-alive'],
    ...(hasLength ? [['Content-Length', `${length}`] satisfies Header] : []),
  ];
}
