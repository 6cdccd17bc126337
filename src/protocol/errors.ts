/** The codes of the JSON-RPC errors that the backend answers with. Clients go by the names. */
export const ErrorCodes = {
  /** The frame's bytes are not UTF-8, or not JSON. */
  ParseError: -32700,
  /** The bytes are not a frame, or the JSON in it is not a JSON-RPC request. */
  InvalidRequest: -32600,
  /** There is no method of that name. */
  MethodNotFound: -32601,
  /** The params lack a member, or describe a request that cannot be sent. Nothing was done. */
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
  /** The sign-in service refused, or no usable answer came from it. */
  SignInFailed: -32012,
  /** No token is available without the user, who has to sign in again. */
  InteractionRequired: -32013,
  /** The client could not do what the backend asked it for. */
  ClientFailed: -32016,
  /** The token is for another tenant than the session. */
  WrongTenant: -32014,
  /** The session belongs to another identity than the client expects. */
  SessionMismatch: -32015,
  /** A header that the user gave can't be sent, so nothing was sent. */
  InvalidHeader: -32029,
  /** What names a proxy names none that can be used, so nothing was sent. */
  InvalidProxy: -32026,
  /** No connection could be made, so nothing was sent. */
  ConnectionFailed: -32020,
  /** The host's name could not be looked up, so nothing was sent. */
  NameResolutionFailed: -32027,
  /** There was no TLS with the host, or its certificate is not trusted, so nothing was sent. */
  SecureConnectionFailed: -32028,
  /** The connection broke later: the service may have carried the request out. */
  ConnectionBroken: -32021,
  /** The time limit passed: the service may have carried the request out. */
  TimedOut: -32022,
  /** The service answered with a status that is not an HTTP status. */
  ResponseUnreadable: -32023,
  /** The service redirected to an address to which the request must not or can't be sent. */
  InvalidRedirect: -32024,
  /** The service redirected too often, or in a circle. */
  TooManyRedirects: -32025,
} as const;

export type ErrorName = keyof typeof ErrorCodes;

/** What an error ends with where an answer is missing. */
export const doubt =
  'The outcome is unknown: the request may have reached the service. It will not be sent again.';

/** What the sign-in service said of a failure. */
export interface ServiceFacts {
  /** The service's code, such as AADSTS7000215, or else OAuth's error code. */
  serviceCode?: string;
  correlationId?: string;
}

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
    readonly facts: ServiceFacts = {},
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
  data: { name: ErrorName; mayHaveBeenSent: boolean } & ServiceFacts;
}

export function errorMember({ code, message, name, mayHaveBeenSent, facts }: ProtocolError): ErrorMember {
  return { code, message, data: { name, mayHaveBeenSent, ...facts } };
}
