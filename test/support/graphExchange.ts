import type { ServerResponse } from 'node:http';

/** A request as the server received it. */
export interface RecordedRequest {
  method: string;
  /** The path and query, as in the request line. */
  url: string;
  /** The names and values in their original order and spelling, including repeated names. */
  rawHeaders: [name: string, value: string][];
  /** The headers by lowercase name. Multiple values of a name are joined with ", ". */
  headers: Record<string, string>;
  body: Buffer;
  /** The body, decoded as UTF-8. */
  text: string;
  /** When the request line and headers arrived, in milliseconds on the clock of performance.now(). */
  time: number;
  /** The number of the TCP connection, counted from 1 in the order of opening. */
  socket: number;
}

/** A request that has been read, and the response to write. */
export interface Exchange {
  request: RecordedRequest;
  response: ServerResponse;
}

export type Handler = (exchange: Exchange) => void | Promise<void>;

/** A fixed answer. In addition to these headers, the server sends Date, Connection, and the headers for framing. */
export interface Answer {
  /** The status code. Default 200. */
  status?: number;
  headers?: Record<string, string | string[]>;
  body?: string | Uint8Array;
  /** Whether the answer waits for release(). */
  hold?: boolean;
  /** When to break the connection instead of answering: before or after the body is read. */
  destroy?: 'beforeReading' | 'afterReading';
}
