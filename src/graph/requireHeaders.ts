import { withoutHeaders } from '../http/headerList.ts';
import { ProtocolError } from '../protocol/errors.ts';
import type { Header } from '../protocol/protocol.ts';

/** The characters that RFC 9110 allows in a name. */
const namePattern = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
const valuePattern = /^[\t\x20-\x7e]*$/;
const hostPattern = /^(?:[\w.-]+|\[[\da-fA-F:.]+\])(?::\d{1,5})?$/;

const ofBody = ['content-type', 'content-length'];

/** Headers that control the connection or the transfer of the body, which only the HTTP client can set. */
const ofConnection = ['connection', 'expect', 'keep-alive', 'transfer-encoding', 'upgrade'];

/**
 * Headers that only the backend sets. In particular, the token must be the session's own, and must be sent
 * only to the session's Graph origin.
 */
const own = ['Authorization', 'client-request-id', 'SdkVersion'];

/**
 * Checks the headers that a user has specified.
 * @returns The headers without those that only the backend sets.
 * @throws {ProtocolError} InvalidHeader. The message names the invalid header.
 */
export function requireHeaders(headers: readonly Header[]): Header[] {
  for (const [name, value] of headers) {
    if (name === '') {
      throw invalidHeader('A header has an empty name');
    }
    const fault = faultOf(name, value);
    if (fault !== undefined) {
      throw invalidHeader(`${named(name)} ${fault}`);
    }
  }
  const hosts = headers.filter(([name]) => name.toLowerCase() === 'host');
  if (hosts.length > 1 || hosts.some(([, host]) => !hostPattern.test(host))) {
    throw invalidHeader(`${named('Host')} must be a single host with an optional port`);
  }
  return withoutHeaders(headers, own);
}

/** Returns the problem with a header, as the end of a sentence; undefined if the header is valid. */
function faultOf(name: string, value: string): string | undefined {
  const known = name.toLowerCase();
  if (!namePattern.test(name)) {
    return "has an invalid name: only ASCII letters, digits and the characters !#$%&'*+-.^_`|~ are allowed";
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

function named(name: string): string {
  // The name is formatted as JSON, because an invalid name can contain any character.
  return `The header ${JSON.stringify(name)}`;
}

function invalidHeader(problem: string): ProtocolError {
  return new ProtocolError('InvalidHeader', `${problem}. Nothing was sent. Correct or remove it.`);
}
