import type { Message } from 'vscode-jsonrpc/node';
import { ProtocolError } from './errors.ts';
import { Method } from './protocol.ts';

export type RequestId = number | string;

/**
 * What came of a frame's content: a request, notification or answer that the connection can take as it is, a
 * refusal to answer with, or nothing, for a notification that can't be understood (there is no answer to
 * those).
 */
export type Checked = { message: Message } | { refusal: ProtocolError; id: RequestId | null } | undefined;

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

export function checkContent(content: Uint8Array): Checked {
  let value: unknown;
  try {
    value = JSON.parse(utf8.decode(content));
  } catch {
    return { refusal: new ProtocolError('ParseError', 'A message is not JSON in UTF-8.'), id: null };
  }
  return checkMessage(value);
}

function checkMessage(value: unknown): Checked {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { refusal: invalid('it is no object'), id: null };
  }
  const { jsonrpc, id, method, params, ...answer } = value as Record<string, unknown>;
  const hasId = typeof id === 'string' || Number.isSafeInteger(id);
  const isAnswer = method === undefined && ('result' in answer || 'error' in answer);
  // The id of an answer is the backend's own; the client may have a request of the same id under way.
  const usableId = hasId && !isAnswer ? (id as RequestId) : null;
  if (jsonrpc !== '2.0') {
    return { refusal: invalid('its jsonrpc is not "2.0"'), id: usableId };
  }
  if (isAnswer && hasId && ('result' in answer || isError(answer['error']))) {
    return { message: value as unknown as Message };
  }
  if (typeof method !== 'string') {
    return { refusal: invalid('its method is no text'), id: usableId };
  }
  if (id === undefined) {
    const isUsable = method !== Method.Cancel || isCancellation(params);
    return isUsable ? { message: { jsonrpc, method, params } as Message } : undefined;
  }
  if (!hasId) {
    return { refusal: invalid('its id is neither a whole number nor text'), id: null };
  }
  return { message: { jsonrpc, id, method, params } as Message };
}

function isError(value: unknown): boolean {
  const { code, message } = (value ?? {}) as { code?: unknown; message?: unknown };
  return Number.isSafeInteger(code) && typeof message === 'string';
}

function isCancellation(params: unknown): boolean {
  const id = (params as { id?: unknown } | null | undefined)?.id;
  return typeof id === 'string' || Number.isSafeInteger(id);
}

function invalid(reason: string): ProtocolError {
  return new ProtocolError('InvalidRequest', `A message is no JSON-RPC request: ${reason}.`);
}
