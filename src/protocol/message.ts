import { ProtocolError } from './errors.ts';

export type RequestId = number | string;

/** The message in a frame, or the error to return if the frame contains no JSON-RPC message. */
export type Message =
  | { kind: 'request'; id: RequestId; method: string; params: unknown }
  | { kind: 'notification'; method: string; params: unknown }
  | { kind: 'answer'; id: RequestId; result: unknown; error: string | undefined }
  | { kind: 'refusal'; id: RequestId | null; error: ProtocolError };

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

export function readMessage(content: Uint8Array): Message {
  let value: unknown;
  try {
    value = JSON.parse(utf8.decode(content));
  } catch {
    const error = new ProtocolError('ParseError', 'A message is not JSON in UTF-8.');
    return { kind: 'refusal', id: null, error };
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return refusal('it is not an object', null);
  }
  const { jsonrpc, id, method, params, result, error } = value as Record<string, unknown>;
  const isAnswer = method === undefined && ('result' in value || 'error' in value);
  // The id of a response was assigned by the backend, and a request from the client may have the same id.
  const answerable = isId(id) && !isAnswer ? id : null;
  if (jsonrpc !== '2.0') {
    return refusal('its jsonrpc is not "2.0"', answerable);
  }
  if (isAnswer && isId(id) && ('result' in value || isError(error))) {
    return { kind: 'answer', id, result, error: isError(error) ? error.message : undefined };
  }
  if (typeof method !== 'string') {
    return refusal('its method is not a string', answerable);
  }
  if (id === undefined) {
    return { kind: 'notification', method, params };
  }
  return isId(id)
    ? { kind: 'request', id, method, params }
    : refusal('its id is neither an integer nor a string', null);
}

export function isId(value: unknown): value is RequestId {
  return typeof value === 'string' || Number.isSafeInteger(value);
}

function isError(value: unknown): value is { message: string } {
  const { code, message } = (value ?? {}) as { code?: unknown; message?: unknown };
  return Number.isSafeInteger(code) && typeof message === 'string';
}

function refusal(reason: string, id: RequestId | null): Message {
  const message = `A message is not a JSON-RPC request: ${reason}.`;
  return { kind: 'refusal', id, error: new ProtocolError('InvalidRequest', message) };
}
