import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Trace } from './entraError.ts';

export type RequestKind = 'authorize' | 'token' | 'devicecode' | 'discovery';

export interface SignInRequest {
  kind: RequestKind;
  /** The tenant as the URL names it. */
  tenant: string;
  /** The form fields of a POST request; the query parameters of a GET request. */
  form: Record<string, string>;
  headers: Record<string, string>;
  /** The time of arrival, on the clock of performance.now(). */
  time: number;
}

export interface Route {
  kind: RequestKind;
  tenant: string;
  /** The path below the tenant. */
  path: string;
}

const kinds: Record<string, RequestKind> = {
  'GET v2.0/.well-known/openid-configuration': 'discovery',
  'GET discovery/v2.0/keys': 'discovery',
  'GET oauth2/v2.0/authorize': 'authorize',
  'POST oauth2/v2.0/token': 'token',
  'POST oauth2/v2.0/devicecode': 'devicecode',
};

/** Returns the route of a request; `undefined` when the server does not have it. */
export function routeOf({ method, url = '' }: IncomingMessage): Route | undefined {
  const [, tenant = '', path = ''] = /^\/([^/?]+)\/([^?]*)/.exec(url) ?? [];
  const kind = kinds[`${method} ${path}`];
  return kind === undefined ? undefined : { kind, tenant: decodeURIComponent(tenant), path };
}

export async function readRequest(
  incoming: IncomingMessage,
  { kind, tenant }: Route,
): Promise<SignInRequest> {
  const time = performance.now();
  const headers: Record<string, string> = {};
  for (const [name, value = ''] of Object.entries(incoming.headers)) {
    headers[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  const body = await readText(incoming);
  const isForm = headers['content-type']?.startsWith('application/x-www-form-urlencoded');
  const [, query = ''] = incoming.url?.split('?') ?? [];
  const fields = incoming.method === 'POST' ? (isForm ? body : '') : query;
  return { kind, tenant, form: Object.fromEntries(new URLSearchParams(fields)), headers, time };
}

export function traceOf({ form, headers }: SignInRequest, now: Date): Trace {
  const correlationId = form['client-request-id'] ?? headers['client-request-id'] ?? randomUUID();
  return { traceId: randomUUID(), correlationId, now };
}

async function readText(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) {
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks).toString('utf8');
}
