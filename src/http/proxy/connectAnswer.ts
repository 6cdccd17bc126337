import type { Header } from '../../protocol/protocol.ts';

/** A proxy's response to CONNECT. */
export interface ConnectAnswer {
  readonly status: number;
  readonly headers: readonly Header[];
  /** Whether the proxy keeps the connection open after the response. */
  readonly isKept: boolean;
}

/** The maximum size of a refusal's body that is read to reuse the connection, in bytes. */
export const MAX_BODY_BYTES = 1024 * 1024;

/**
 * Parses the head of a response.
 * @param head The text from the status line to the empty line.
 * @returns Undefined if the text is not HTTP.
 */
export function parseHead(head: string): ConnectAnswer | undefined {
  const [statusLine = '', ...lines] = head.split('\r\n').filter((line) => line !== '');
  const [, minor, status] = /^HTTP\/1\.([01]) (\d{3})(?: |$)/.exec(statusLine) ?? [];
  if (status === undefined) {
    return undefined;
  }
  const headers: Header[] = [];
  for (const line of lines) {
    const colon = line.indexOf(':');
    if (colon <= 0) {
      return undefined;
    }
    headers.push([line.slice(0, colon).trim(), line.slice(colon + 1).trim()]);
  }
  const connection = [...valuesOf(headers, 'connection'), ...valuesOf(headers, 'proxy-connection')]
    .join(',')
    .toLowerCase();
  const isKept = !/\bclose\b/.test(connection) && (minor === '1' || /\bkeep-alive\b/.test(connection));
  return { status: Number(status), headers, isKept };
}

export function valuesOf(headers: readonly Header[], wanted: string): string[] {
  return headers.filter(([name]) => name.toLowerCase() === wanted).map(([, value]) => value);
}

/**
 * Returns the length of a body in bytes, or `chunked`; undefined if the headers do not state a valid length,
 * so that only the end of the connection ends the body.
 */
export function bodyLength(headers: readonly Header[]): number | 'chunked' | undefined {
  const codings = valuesOf(headers, 'transfer-encoding');
  if (codings.length > 0) {
    return /^chunked$/i.test(codings.join(',')) ? 'chunked' : undefined;
  }
  const lengths = new Set(valuesOf(headers, 'content-length'));
  const [length = ''] = lengths;
  return lengths.size === 1 && /^\d+$/.test(length) ? Number(length) : undefined;
}

/** The size of a chunk. The number of digits is limited, because large bodies are not read to the end. */
const chunkSize = /^([0-9a-f]{1,8})[ \t]*(?:;|$)/i;

/**
 * Returns the length of a complete chunked body in bytes, including its trailers; undefined if it is
 * incomplete.
 * @throws {RangeError} The bytes are not a chunked body.
 */
export function chunkedLength(bytes: Buffer): number | undefined {
  for (let start = 0; ; ) {
    const end = bytes.indexOf('\r\n', start);
    if (end < 0) {
      return undefined;
    }
    const digits = chunkSize.exec(bytes.toString('latin1', start, end))?.[1];
    if (digits === undefined) {
      throw new RangeError('A chunk has no size.');
    }
    const size = Number.parseInt(digits, 16);
    start = end + 2;
    if (size === 0) {
      return trailersEnd(bytes, start);
    }
    start += size + 2;
  }
}

function trailersEnd(bytes: Buffer, start: number): number | undefined {
  for (let line = start; ; ) {
    const end = bytes.indexOf('\r\n', line);
    if (end < 0) {
      return undefined;
    }
    if (end === line) {
      return end + 2;
    }
    line = end + 2;
  }
}
