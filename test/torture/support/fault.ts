/** What a backend of the tests does wrong. */
export type Fault =
  /** Blocks for good: reads nothing and answers nothing, but lives. */
  | { kind: 'hang' }
  | { kind: 'exit'; code: number }
  | { kind: 'closeOutput' }
  /** Writes these bytes in place of its answer. */
  | { kind: 'bytes'; base64: string }
  /** Writes so much to its standard error, then answers as it should. */
  | { kind: 'stderr'; bytes: number }
  /** Does not answer this request, but every other. */
  | { kind: 'silence' };

export interface FaultPlan {
  /** At its start, or at each request of this method of the protocol. */
  at: 'start' | 'initialize' | 'session/open' | 'graph/send';
  fault: Fault;
}
