import type { Header } from '../protocol/protocol.ts';
import { invalidParams } from '../protocol/validate.ts';

const token = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
const hostAndPort = /^(?:[\w.-]+|\[[\da-f:.]+\])(?::\d{1,5})?$/i;
const fieldValue = /^[\t\x20-\x7e]*$/;

/** They follow from the body. */
const refused = new Set(['content-type', 'content-length']);

/** They are about the connection, which is the backend's own affair (RFC 9110, 7.6.1). */
const ofConnection = new Set(['connection', 'expect', 'keep-alive', 'transfer-encoding', 'upgrade']);

/** They are the backend's own; what the caller gives for them counts for nothing, as in the original. */
const ignored = new Set(['authorization', 'client-request-id', 'sdkversion']);

/**
 * The caller's headers that count.
 * @throws {ProtocolError} InvalidParams, naming the header.
 */
export function checkHeaders(headers: readonly Header[]): Header[] {
  const hosts = headers.filter(([name]) => name.toLowerCase() === 'host');
  if (hosts.length > 1 || hosts.some(([, value]) => !hostAndPort.test(value))) {
    throw invalidParams('headers: Host', 'must be one host, with or without a port');
  }
  for (const [name, value] of headers) {
    if (!token.test(name)) {
      throw invalidParams(`headers: ${JSON.stringify(name)}`, 'is no header name');
    }
    if (refused.has(name.toLowerCase())) {
      throw invalidParams(`headers: ${name}`, 'follows from the body and must not be given');
    }
    if (ofConnection.has(name.toLowerCase())) {
      throw invalidParams(`headers: ${name}`, 'is about the connection and must not be given');
    }
    if (!fieldValue.test(value)) {
      throw invalidParams(
        `headers: ${name}`,
        'has a line break, a control character or a character that is not ASCII',
      );
    }
  }
  return headers.filter(([name]) => !ignored.has(name.toLowerCase()));
}
