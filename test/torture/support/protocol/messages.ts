import { openParams, sendParams } from '../../../backend/support/testBackend.ts';

/** An address on which nothing listens. On Linux, only privileged programs can use its port. */
export const deadOrigin = 'https://127.0.0.1:1';

/** The values that a client's messages refer to. */
export interface Place {
  /** The URL of the Graph stand-in. */
  graph: string;
  /** The version that the client sends to the backend. */
  version: string;
  /** A valid access token. */
  token: string;
  /** An expired access token. */
  expired: string;
  /** The tenant of both tokens. */
  tenant: string;
}

/** A protocol message. JSON omits members that are undefined. */
export interface Message {
  jsonrpc?: unknown;
  id?: unknown;
  method?: unknown;
  params?: unknown;
  result?: unknown;
  error?: unknown;
}

/**
 * Returns requests that a client can send, valid and invalid, without their ids. They expect the session "s" to be open
 * for the Graph stand-in, and the session "o" to be open for another address.
 * @param number A number that varies the content of the requests, such as bodies and session names.
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

/** Returns messages of a client that are never answered. */
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
