import type { ServerResponse } from 'node:http';

/** A request as the server got it. */
export interface RecordedRequest {
  method: string;
  /** Path and query, as in the request line. */
  url: string;
  /** Names and values as sent, in order, repeated ones too. */
  rawHeaders: [name: string, value: string][];
  /** The headers by their names in lower case. Several values of a name are joined with ", ". */
  headers: Record<string, string>;
  body: Buffer;
  /** The body as UTF-8. */
  text: string;
  /** Milliseconds on performance.now()'s clock, when the request line and headers had arrived. */
  time: number;
  /** Number of the TCP connection, from 1 in order of their opening. */
  socket: number;
}

/** A request that has been read, and the response to write. */
export interface Exchange {
  request: RecordedRequest;
  response: ServerResponse;
}

export type Handler = (exchange: Exchange) => void | Promise<void>;

/** An answer known beforehand. Its headers are sent, and those of HTTP itself: Date, Connection, framing. */
export interface Answer {
  /** Default 200. */
  status?: number;
  headers?: Record<string, string | string[]>;
  body?: string | Uint8Array;
  /** Answer only after release(). */
  hold?: boolean;
  /** Break the connection instead: before the body has been read, or with everything read. */
  destroy?: 'beforeReading' | 'afterReading';
}
