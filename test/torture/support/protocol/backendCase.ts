import fc from 'fast-check';
import { version } from '../../../../src/protocol/version.ts';
import { type BytesFault, type FaultPlan, idPlaceholder } from '../fault.ts';
import { frameOf, splicePoint } from './frameBytes.ts';

type Place = FaultPlan['at'];

/** The bytes that a backend writes instead of its answer, and the outcome that the command must have. */
export interface BackendCase {
  at: Place;
  bytes: Buffer;
  cuts: number[];
  next: BytesFault['next'];
  /** Whether the command must succeed; `undefined` when both outcomes are acceptable. */
  mustSucceed: boolean | undefined;
  /** The backend's own message about a failure. */
  ownMessage?: string;
  /** Additional parameters of the command. */
  options?: string;
  /** Whether the process continues to serve requests normally. */
  isLasting: boolean;
}

/** The results of valid answers. The result of graph/send has one of its optional members, `exchanges`. */
export const rightResults: Record<Place, object> = {
  start: {},
  initialize: { version, pid: 1 },
  'session/open': { tenantId: null, clientId: null, account: null, appName: null, scopes: [] },
  'graph/send': {
    status: 200,
    reasonPhrase: 'OK',
    headers: [['x-a', 'b']],
    body: '{"currentScore":1}',
    clientRequestId: 'a',
    exchanges: [
      {
        method: 'PATCH',
        url: 'https://graph.invalid/',
        requestHeaders: [['x-a', 'b']],
        status: 200,
        reasonPhrase: 'OK',
        responseHeaders: [['x-a', 'b']],
      },
    ],
  },
};

export const places = fc.constantFrom<Place>(
  'start',
  'initialize',
  'session/open',
  'graph/send',
  'graph/send',
);
export const answerPlaces = fc.constantFrom<Place>('initialize', 'session/open', 'graph/send', 'graph/send');

export const cuts = fc.oneof(
  { weight: 3, arbitrary: fc.constant([]) },
  { weight: 1, arbitrary: fc.array(splicePoint, { maxLength: 5 }) },
);

export function answerOf(result: unknown): object {
  return { jsonrpc: '2.0', id: idPlaceholder, result };
}

export function framed(message: unknown): Buffer {
  const json = typeof message === 'string' ? message : JSON.stringify(message);
  return framedBytes(Buffer.from(json));
}

export function framedBytes(content: Buffer): Buffer {
  return frameOf((length) => `Content-Length: ${length}`, content);
}

export function cutAt(bytes: Buffer, parts: readonly number[]): number[] {
  return parts.map((part) => Math.floor(part * bytes.length)).sort((a, b) => a - b);
}

/** Messages that a backend can send in addition to its answer. */
const asides: readonly object[] = [
  {
    method: 'graph/waiting',
    params: { id: 99_999, status: 429, attempt: 1, maxAttempts: 3, delaySeconds: 1 },
  },
  { method: 'graph/waiting', params: { id: 3, status: 503, attempt: 1, maxAttempts: 3, delaySeconds: 0.5 } },
  {
    method: 'session/prompt',
    params: { id: 99_999, kind: 'deviceCode', url: 'https://a.invalid', message: 'a' },
  },
  { method: 'session/prompt', params: { id: 2, kind: 'deviceCode', url: 'https://a.invalid', message: 'a' } },
  { method: 'proxy/authenticated', params: { attempt: 7 } },
  { method: 'proxy/authenticate', id: 5, params: { attempt: 8, host: 'a', scheme: 'NTLM', token: null } },
  { method: 'proxy/find', id: 8, params: { url: 'https://a.invalid' } },
  { method: 'session/sign', id: 6, params: { session: 'unknown', algorithm: 'PS256', data: 'AA==' } },
  { method: 'no/such', params: { a: '\u{1f600}\ud800\0'.repeat(50) } },
  { method: 'no/such', id: 7, params: [] },
  { id: 99_999, result: {} },
  { id: 99_998, error: { code: -1, message: 'a' } },
];

export const aside = fc.constantFrom(...asides).map((message) => ({ jsonrpc: '2.0', ...message }));
