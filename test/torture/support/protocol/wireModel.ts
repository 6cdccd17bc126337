import { isUtf8 } from 'node:buffer';

/** What a reader of the protocol is left with behind the last whole frame. */
export type Rest =
  | { kind: 'nothing' }
  /** Bytes of a header block that has not ended. */
  | { kind: 'header' }
  /** Content of which so many bytes have not come. */
  | { kind: 'content'; missing: number };

/** What is answered under the id null. */
export type Refusal = 'ParseError' | 'InvalidRequest' | 'FrameTooLarge';

/** What is answered under its id. */
export interface WireRequest {
  id: number | string;
  /** Undefined where it has an id but is no request of JSON-RPC. */
  method: string | undefined;
  params: unknown;
}

/** All that the protocol says about bytes for the backend. */
export interface Wire {
  requests: WireRequest[];
  refusals: Refusal[];
  rest: Rest;
}

const maxFrame = 64 * 1024 * 1024;
const maxHeader = 4 * 1024;
const headerEnd = '\r\n\r\n';
const headerEndings = ['\n', '\r\n', '\n\r\n', headerEnd];
const maxFiller = 64 * 1024;

/** Reads bytes as protocol.ts describes them: all at once, and with none of the backend's code. */
export function readWire(bytes: Buffer): Wire {
  const wire: Wire = { requests: [], refusals: [], rest: { kind: 'nothing' } };
  let at = 0;
  while (at < bytes.length) {
    const end = bytes.indexOf(headerEnd, at);
    const isWhole = end >= 0;
    const headerBytes = isWhole ? end + headerEnd.length - at : bytes.length - at;
    const isTooLong = headerBytes > maxHeader || (!isWhole && headerBytes === maxHeader);
    if (isTooLong) {
      wire.refusals.push('InvalidRequest');
    }
    if (!isWhole) {
      wire.rest = { kind: 'header' };
      break;
    }
    const header = bytes.toString('latin1', at, end);
    at += headerBytes;
    const missing = isTooLong ? 0 : readContent(wire, lengthIn(header), bytes.subarray(at));
    if (missing > 0) {
      wire.rest = { kind: 'content', missing };
      break;
    }
    at += isTooLong ? 0 : (lengthIn(header) ?? 0);
  }
  return wire;
}

/**
 * What ends the last frame, so that another can follow. Nothing for content of which more is missing than anybody
 * would want to write: there the stream has to end.
 */
export function fillerFor(bytes: Buffer): Buffer {
  let all = bytes;
  for (;;) {
    const { rest } = readWire(all);
    if (rest.kind === 'nothing' || (rest.kind === 'content' && rest.missing > maxFiller)) {
      return all.subarray(bytes.length);
    }
    const endings = rest.kind === 'content' ? [' '.repeat(rest.missing)] : headerEndings;
    const longer = endings.map((ending) => Buffer.concat([all, Buffer.from(ending)]));
    all = longer.find((candidate) => readWire(candidate).rest.kind !== 'header') ?? all;
  }
}

/** Undefined where there is no length that counts. */
function lengthIn(header: string): number | undefined {
  const name = 'content-length:';
  const values = header
    .split('\r\n')
    .filter((line) => line.slice(0, name.length).toLowerCase() === name)
    .map((line) => line.slice(name.length).replace(/^[ \t]+|[ \t]+$/g, ''));
  const isOne = values.length === 1 && /^[0-9]{1,15}$/.test(values[0] ?? '');
  return isOne ? Number(values[0]) : undefined;
}

/** @returns How many bytes of the content have not come. */
function readContent(wire: Wire, length: number | undefined, bytes: Buffer): number {
  if (length === undefined) {
    wire.refusals.push('InvalidRequest');
    return 0;
  }
  if (length > maxFrame) {
    wire.refusals.push('FrameTooLarge');
  } else if (length <= bytes.length) {
    readMessage(wire, bytes.subarray(0, length));
  }
  return Math.max(0, length - bytes.length);
}

function readMessage(wire: Wire, content: Buffer): void {
  const json = parse(content);
  if (json === undefined) {
    wire.refusals.push('ParseError');
    return;
  }
  const isObject = typeof json.value === 'object' && json.value !== null && !Array.isArray(json.value);
  const message = (isObject ? json.value : {}) as Record<string, unknown>;
  const { id, method, params } = message;
  const isAnswerLike = method === undefined && ('result' in message || 'error' in message);
  const hasUsableId = typeof id === 'string' || Number.isSafeInteger(id);
  const isJsonRpc = isObject && message['jsonrpc'] === '2.0';
  if (isJsonRpc && hasUsableId && isAnswerLike && isAnswer(message)) {
    return;
  }
  if (isJsonRpc && typeof method === 'string' && id === undefined) {
    return;
  }
  if (hasUsableId && !isAnswerLike) {
    const isRequest = isJsonRpc && typeof method === 'string';
    wire.requests.push({ id: id as number | string, method: isRequest ? method : undefined, params });
  } else {
    wire.refusals.push('InvalidRequest');
  }
}

function parse(content: Buffer): { value: unknown } | undefined {
  try {
    return isUtf8(content) ? { value: JSON.parse(content.toString('utf8')) } : undefined;
  } catch {
    return undefined;
  }
}

function isAnswer(message: Record<string, unknown>): boolean {
  const { code, message: text } = (message['error'] ?? {}) as Record<string, unknown>;
  return 'result' in message || (Number.isSafeInteger(code) && typeof text === 'string');
}
