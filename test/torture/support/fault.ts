/** A fault of a test backend. */
export type Fault =
  /** Blocks forever: the process stays alive, but reads nothing and answers nothing. */
  | { kind: 'hang' }
  | { kind: 'exit'; code: number }
  | { kind: 'closeOutput' }
  | BytesFault
  /** Writes this number of bytes to standard error, then answers normally. */
  | { kind: 'stderr'; bytes: number }
  /** Leaves the requests for which the fault is planned unanswered, and answers all others. */
  | { kind: 'silence' };

/** A fault that writes bytes, by default instead of an answer. */
export interface BytesFault {
  kind: 'bytes';
  /** The bytes. Each `idPlaceholder` in them is replaced by the request's id, padded to the same length. */
  base64: string;
  /** The positions at which a new write starts. By default, there is only one write. */
  cuts?: number[];
  /**
   * The next action. With `answer`, the backend also answers the request normally. With `exit` or `hang`, it serves no
   * further requests. By default, it does not answer the request normally, but serves further requests.
   */
  next?: 'answer' | 'exit' | 'hang';
}

/** A JSON string in place of the id. The number that replaces it can have leading spaces. */
export const idPlaceholder = '@the id@';

/** A file beside the backend that contains one character for each ping so far. */
export const pingsFile = 'pings';

export interface FaultPlan {
  /** When the fault occurs: at the start of the process, or at each request with this method. */
  at: 'start' | 'initialize' | 'session/open' | 'graph/send';
  fault: Fault;
}
