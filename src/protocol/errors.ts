/** The codes of the JSON-RPC errors that the backend answers with. Clients go by the names. */
export const ErrorCodes = {
  /** The frame's bytes are not UTF-8, or not JSON. */
  ParseError: -32700,
  /** The bytes are no frame, or the JSON in it is no JSON-RPC request. */
  InvalidRequest: -32600,
  /** There is no method of that name. */
  MethodNotFound: -32601,
  /** A member of the params is missing or can't be used; nothing was done. */
  InvalidParams: -32602,
  /** A fault of the backend itself. */
  InternalError: -32603,
  /** The client cancelled the request with `$/cancelRequest`. */
  RequestCancelled: -32800,
  /** Client and backend are not of the same version. */
  VersionMismatch: -32001,
  /** A request came before a successful `initialize`. */
  NotInitialized: -32002,
  /** A frame, of either direction, is above the limit. */
  FrameTooLarge: -32003,
  /** The client names a session that is not open. */
  SessionNotFound: -32010,
  /** The access token has expired, is about to, or holds characters that no header can carry. */
  InvalidToken: -32011,
  /** No connection could be made, so nothing was sent. */
  ConnectionFailed: -32020,
  /** The connection broke later: the service may have carried the request out. */
  ConnectionBroken: -32021,
  /** The time limit passed: the service may have carried the request out. */
  TimedOut: -32022,
  /** The service answered, but its body can't be handed on as text. */
  ResponseUnreadable: -32023,
  /** The service redirected to where the request must not or can't go. */
  InvalidRedirect: -32024,
  /** The service redirected too often, or in a circle. */
  TooManyRedirects: -32025,
} as const;

export type ErrorName = keyof typeof ErrorCodes;

/**
 * A failure as the client gets to see it: its message is for the PowerShell user and never holds a
 * secret.
 */
export class ProtocolError extends Error {
  readonly code: number;
  override readonly name: ErrorName;

  /**
   * @param name What kind of failure.
   * @param message What was wrong, where, and what to do.
   * @param mayHaveBeenSent Whether the service may have got the HTTP request and carried it out.
   */
  constructor(
    name: ErrorName,
    message: string,
    readonly mayHaveBeenSent = false,
  ) {
    super(message);
    this.name = name;
    this.code = ErrorCodes[name];
  }
}

/** The JSON of a failure: the `error` member of an answer. */
export interface ErrorMember {
  code: number;
  message: string;
  data: { name: ErrorName; mayHaveBeenSent: boolean };
}

export function errorMember({ code, message, name, mayHaveBeenSent }: ProtocolError): ErrorMember {
  return { code, message, data: { name, mayHaveBeenSent } };
}
