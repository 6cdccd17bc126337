import type { Header } from '../protocol/protocol.ts';
import { mayReuseConnection } from './fetchHandler.ts';
import { headersOf, withoutHeaders } from './headerRecord.ts';

/** They hold a secret of the sign-in or of the proxy. */
const secret = ['Authorization', 'Proxy-Authorization'];

/**
 * The headers of a request as they are on the wire, with those that fetch adds, but without the secrets of
 * the sign-in and the proxy.
 */
export function sentHeaders(url: string, request: RequestInit): Header[] {
  const given = withoutHeaders(headersOf(request), secret);
  const names = new Set(Object.keys(given).map((name) => name.toLowerCase()));
  return [
    ...Object.entries(given),
    ...added(url, request).filter(([name]) => !names.has(name.toLowerCase())),
  ];
}

function added(url: string, { method, body }: RequestInit): Header[] {
  const hasLength = body != null || (method !== 'GET' && method !== 'HEAD');
  const length = (body as ArrayBuffer | null | undefined)?.byteLength ?? 0;
  return [
    ...(mayReuseConnection(method) ? [['Connection', 'keep-alive'] satisfies Header] : []),
    ['Accept', '*/*'],
    ['Host', new URL(url).host],
    ...(hasLength ? [['Content-Length', `${length}`] satisfies Header] : []),
  ];
}
