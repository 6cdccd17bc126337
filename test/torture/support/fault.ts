/** What a backend of the tests does wrong. */
export type Fault =
  /** Blocks for good: reads nothing and answers nothing, but lives. */
  | { kind: 'hang' }
  | { kind: 'exit'; code: number }
  | { kind: 'closeOutput' }
  | BytesFault
  /** Writes so much to its standard error, then answers as it should. */
  | { kind: 'stderr'; bytes: number }
  /** Does not answer this request, but every other. */
  | { kind: 'silence' };

/** Writes these bytes in place of its answer. */
export interface BytesFault {
  kind: 'bytes';
  /** In them, `idPlaceholder` becomes the id of the request, in as many characters. */
  base64: string;
  /** Where one write ends and the next begins; without it, all is one write. */
  cuts?: number[];
  /** What it does next, in place of serving on. */
  next?: 'answer' | 'exit' | 'hang';
}

/** A JSON string; the number that stands for it may come with spaces. */
export const idPlaceholder = '@the id@';

/** Beside the backend: a character for each time that it was asked for a sign of life. */
export const pingsFile = 'pings';

export interface FaultPlan {
  /** At its start, or at each request of this method of the protocol. */
  at: 'start' | 'initialize' | 'session/open' | 'graph/send';
  fault: Fault;
}
