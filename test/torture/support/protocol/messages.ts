import { openParams, sendParams } from '../../../backend/support/testBackend.ts';

/** Nobody listens there, and nobody but the system may. */
export const deadOrigin = 'https://127.0.0.1:1';

/** What the messages of a client are about. */
export interface Place {
  /** URL of the Graph stand-in. */
  graph: string;
  /** What the client takes for the backend's version. */
  version: string;
  /** An access token, and one that has expired. */
  token: string;
  expired: string;
  /** The tenant of both. */
  tenant: string;
}

/** A member that is left out of JSON where it is undefined. */
export interface Message {
  jsonrpc?: unknown;
  id?: unknown;
  method?: unknown;
  params?: unknown;
  result?: unknown;
  error?: unknown;
}

/**
 * What a client might send, right or wrong, of each kind one; the session "s" is open for this Graph, and the session
 * "o" for another.
 * @param number Makes bodies differ.
 */
export function messages(place: Place, number: number): Message[] {
  const url = `${place.graph}/beta/security/partner/securityScore`;
  const send = (params: Parameters<typeof sendParams>[0]) => ({
    method: 'graph/send',
    params: sendParams({ tenantId: place.tenant, body: JSON.stringify({ number }), ...params }),
  });
  const open = (token: string) => ({
    method: 'session/open',
    params: openParams(`t${number % 4}`, place.graph, token),
  });
  return [
    { method: 'initialize', params: { version: place.version } },
    { method: 'initialize', params: { version: '0.0.9' } },
    { method: 'ping', params: {} },
    { method: 'no/such', params: { number } },
    { method: 'toString', params: [number] },
    open(place.token),
    open(place.expired),
    open('opaque'),
    { method: 'session/close', params: { session: `t${number % 4}` } },
    { method: 'session/close', params: { session: 'unknown' } },
    send({ url }),
    send({
      url,
      method: 'POST',
      headers: [['Prefer', 'a']],
      maxRetries: 0,
      retryDelaySeconds: 0,
      trace: true,
    }),
    send({ url: `${url}?number=${number}`, method: 'GET', body: null }),
    send({ url: `${url}#x`, method: 'DELETE', body: null, proxyVariables: { all_proxy: '127.0.0.1:1' } }),
    send({ url, session: 'o' }),
    send({ url, session: 'unknown' }),
    send({ url, tenantId: 'other' }),
    send({ url, tenantId: null }),
    send({ url, method: 'GET' }),
    send({ url, headers: [['Content-Length', '3']] }),
    send({ url, proxy: { address: 'http://127.0.0.1:1' } }),
    send({ url: `${deadOrigin}/beta` }),
    send({ url: 'http://graph.invalid/beta' }),
    send({ url: 'file:///etc/hosts' }),
    send({ url: url.replace('://', '://u:p@') }),
    send({ url: '//127.0.0.1/' }),
  ];
}

/** What a client might send that is never answered. */
export function silentMessages(number: number): Message[] {
  return [
    { method: '$/cancelRequest', params: { id: number } },
    { method: '$/cancelRequest', params: { id: String(number) } },
    { method: '$/cancelRequest', params: {} },
    { method: '$/setTrace', params: { value: 'verbose' } },
    { method: '$/logTrace', params: { message: 'x' } },
    { method: '$/progress', params: { token: number, value: 1 } },
    { method: '$/progress', params: [number, 1] },
    { method: 'initialized', params: {} },
    { method: 'no/such' },
    { id: number, result: { signature: 'AA==' } },
    { id: number % 3, result: null },
    { id: String(number), error: { code: -1, message: 'no' } },
  ];
}
