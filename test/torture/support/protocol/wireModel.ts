import { isUtf8 } from 'node:buffer';

/** The state of a reader of the protocol after the last complete frame. */
export type Rest =
  | { kind: 'nothing' }
  /** The bytes of an incomplete header block. */
  | { kind: 'header' }
  /** Incomplete content, with the number of missing bytes. */
  | { kind: 'content'; missing: number };

/** The name of an error that the backend reports with the id null. */
export type Refusal = 'ParseError' | 'InvalidRequest' | 'FrameTooLarge';

/** A request that is answered with its id. */
export interface WireRequest {
  id: number | string;
  /** Undefined when the message has an id but is not a JSON-RPC request. */
  method: string | undefined;
  params: unknown;
}

/** The protocol's interpretation of bytes that are sent to the backend. */
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

/** Parses bytes after the first frame, as protocol.ts specifies: all at once, and without any of the backend's code. */
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
 * Returns bytes that complete the last frame, so that another frame can follow. Content that lacks more than maxFiller
 * bytes is not completed; the stream must end after it.
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

/** Returns the length in a header block; `undefined` when there is no valid length. */
function lengthIn(header: string): number | undefined {
  const name = 'content-length:';
  const values = header
    .split('\r\n')
    .filter((line) => line.slice(0, name.length).toLowerCase() === name)
    .map((line) => line.slice(name.length).replace(/^[ \t]+|[ \t]+$/g, ''));
  const isOne = values.length === 1 && /^[0-9]{1,15}$/.test(values[0] ?? '');
  return isOne ? Number(values[0]) : undefined;
}

/**
 * Reads the content of a frame.
 * @returns The number of missing bytes.
 */
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
