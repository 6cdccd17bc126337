import { withoutHeaders } from '../http/headerList.ts';
import { ProtocolError } from '../protocol/errors.ts';
import type { Header } from '../protocol/protocol.ts';

const namePattern = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
const valuePattern = /^[\t\x20-\x7e]*$/;
const hostPattern = /^(?:[\w.-]+|\[[\da-fA-F:.]+\])(?::\d{1,5})?$/;

const ofBody = ['content-type', 'content-length'];

/** They are the affair of who has the connection (RFC 9110, 7.6.1). */
const ofConnection = ['connection', 'expect', 'keep-alive', 'transfer-encoding', 'upgrade'];

/** They are the backend's own: a token above all must be the session's, and go to its origin only. */
const own = ['Authorization', 'client-request-id', 'SdkVersion'];

/**
 * Checks the headers that a user gave, whichever way they came.
 * @returns Those that count.
 * @throws {ProtocolError} InvalidHeader, naming the header that can't be sent.
 */
export function requireHeaders(headers: readonly Header[]): Header[] {
  for (const [name, value] of headers) {
    const fault = faultOf(name, value);
    if (fault !== undefined) {
      throw invalidHeader(name, fault);
    }
  }
  const hosts = headers.filter(([name]) => name.toLowerCase() === 'host');
  if (hosts.length > 1 || hosts.some(([, host]) => !hostPattern.test(host))) {
    throw invalidHeader('Host', 'must be a single host with an optional port');
  }
  return withoutHeaders(headers, own);
}

/** The end of a sentence about the header. */
function faultOf(name: string, value: string): string | undefined {
  const known = name.toLowerCase();
  if (!namePattern.test(name)) {
    return 'has an invalid name';
  }
  if (ofBody.includes(known)) {
    return 'describes the body and cannot be set';
  }
  if (ofConnection.includes(known)) {
    return 'controls the connection and cannot be set';
  }
  return valuePattern.test(value)
    ? undefined
    : 'contains a line break, a control character or a non-ASCII character';
}

function invalidHeader(name: string, fault: string): ProtocolError {
  // The name is shown as JSON, because a refused name may contain any character.
  return new ProtocolError('InvalidHeader', `The header ${JSON.stringify(name)} ${fault}. Nothing was sent.`);
}
